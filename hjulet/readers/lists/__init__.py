"""Lists of vouchers and of balances out of csv and workbooks, read with a column map: ``read_list``.

They have equal rank with SIE: the same checks, the same severities, the same speed. The way through
stands in ``reader``. A list cannot say what its columns are: ``look`` proposes, a person confirms.
"""

from hjulet.readers.lists.reader import read_list
from hjulet.readers.lists.source import Look, look, unread_list

__all__ = ["Look", "look", "read_list", "unread_list"]
