"""The verbs of filter four. Each is one deed: permission, change, audit, in one transaction.

All take `by` (the seat) and `at` (an aware instant); those that a form sends take `form_key`,
so that the same form sent twice is taken once (AlreadyDone, and the first one stands).
"""

from .adapting import (
    add_to_template,
    leave_out_step,
    move_step,
    set_clock_rule,
    use_shipped_steps,
)
from .closing import close_response, destroy, report_back
from .correcting import correct
from .planning import open_plan, set_door, write_plan
from .recording import record_consent, record_contact, record_gap, record_mobilization
from .starting import leave, pass_lead, start_response
from .stepping import add_step, adopt_template, settle_step
from .telling import add_to_be_told, mark_told
from .visiting import (
    mark_entered,
    mark_note_taken,
    name_acting_lead,
    offer_debrief,
    set_visit,
)

__all__ = [
    "add_step",
    "add_to_be_told",
    "add_to_template",
    "adopt_template",
    "close_response",
    "correct",
    "destroy",
    "leave",
    "leave_out_step",
    "mark_entered",
    "mark_note_taken",
    "mark_told",
    "move_step",
    "name_acting_lead",
    "offer_debrief",
    "open_plan",
    "pass_lead",
    "record_consent",
    "record_contact",
    "record_gap",
    "record_mobilization",
    "report_back",
    "set_clock_rule",
    "set_door",
    "set_visit",
    "settle_step",
    "start_response",
    "use_shipped_steps",
    "write_plan",
]
