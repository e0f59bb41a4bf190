"""Notebooks run and written as pages, as books and as a list of both."""

import sys

# The checker of JSON schemas, which reads notebooks, compiles a grammar of web addresses on its import where this
# package is installed. That takes 1.5 to 3.5 s, and no schema of a notebook asks for it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None keeps a module from being imported
