"""What may leave: which numbers can be shown, proven against an attacker who can do arithmetic.

A number that leaves is a value only this room can make (`released`). Here live the rule of small
counts, complementary suppression, the attacker that checks it, and the ledger of all that left.
Nothing here draws or writes a page.
"""

from __future__ import annotations

from .protect import protect
from .released import ReleasedRow, ReleasedTable, Status

__all__ = ["ReleasedRow", "ReleasedTable", "Status", "protect"]
