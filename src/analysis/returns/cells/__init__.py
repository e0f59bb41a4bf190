"""Cells of a return: each is read as the one spelling that is kept, or as a complaint."""
