"""The datasets that are made from publications: each module of this folder is one."""
