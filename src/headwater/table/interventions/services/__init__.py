"""The verbs of filter four. Each is one deed: permission, change, audit, in one transaction.

All take `by` (the seat) and `at` (an aware instant); those that a form sends take `form_key`,
so that the same form sent twice is taken once (AlreadyDone, and the first one stands).
"""

from .closing import close_response, destroy, report_back
from .correcting import correct
from .planning import open_plan, set_door, write_plan
from .recording import record_consent, record_contact, record_gap, record_mobilization
from .starting import leave, pass_lead, start_response
from .telling import add_to_be_told, mark_told

__all__ = [
    "add_to_be_told",
    "close_response",
    "correct",
    "destroy",
    "leave",
    "mark_told",
    "open_plan",
    "pass_lead",
    "record_consent",
    "record_contact",
    "record_gap",
    "record_mobilization",
    "report_back",
    "set_door",
    "start_response",
    "write_plan",
]
