"""The verbs of filter one. Each is one transaction: permission, change, audit.

Nothing a worker answers reaches the audit trail: not a code, not that a duty was asked. Keeping,
referring and bringing are one and the same action there (`screening.settled`), so that the trail
cannot tell later which agency brought what the table did not accept.
"""

from .answering import (
    DutyGiven,
    answer_danger_and_duty,
    answer_protocol,
    begin,
    record_facts,
)
from .notes import open_note, seal_note
from .protocols import (
    discard_draft,
    move_question,
    publish,
    remove_question,
    save_question,
)
from .settling import (
    bring_again,
    bring_forward,
    heard_at_table,
    keep,
    refer,
    take_up_again,
    was_rejected,
)
from .starts import share, start_draft, stop_sharing
from .youth import (
    Shown,
    end_youth_record,
    open_youth_record,
    purpose_ended,
    seal_youth_record,
)

__all__ = [
    "DutyGiven",
    "Shown",
    "answer_danger_and_duty",
    "answer_protocol",
    "begin",
    "bring_again",
    "bring_forward",
    "discard_draft",
    "end_youth_record",
    "heard_at_table",
    "keep",
    "move_question",
    "open_note",
    "open_youth_record",
    "publish",
    "purpose_ended",
    "record_facts",
    "refer",
    "remove_question",
    "save_question",
    "seal_note",
    "seal_youth_record",
    "share",
    "start_draft",
    "stop_sharing",
    "take_up_again",
    "was_rejected",
]
