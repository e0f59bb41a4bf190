"""Write the folder ``demonstration`` anew."""

from analysis import paths, roots
from tools.demonstration import write

folder = paths.root() / roots.DEMONSTRATION
print(f"{len(write(folder))} files written to {folder}")
