"""The programme's own returns: which are held, and the way in for new ones."""
