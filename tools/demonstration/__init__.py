"""The invented country of the folder ``demonstration``: its police forces, and the returns that they might send.

``python -m tools.demonstration`` writes the folder anew, the same bytes each time. Nothing in it is of a real person,
case, session, police force or country: it shows what pages look like once forces have sent their returns.
"""

from tools.demonstration.writing import write

__all__ = ["write"]
