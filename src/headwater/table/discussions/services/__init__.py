"""The verbs of the shared record: keyword-only, `by=` a seat, `at=` an aware instant in UTC."""

from .bringing import bring, fill_agenda, record_facts, start_filter_two
from .deciding import confirm_decision, propose_decision, withdraw_proposal
from .finishing import conclude, correct, reopen, report_back
from .sharing import answer, choose_agencies, follow_agencies, record_disclosure

__all__ = [
    "answer",
    "bring",
    "choose_agencies",
    "conclude",
    "confirm_decision",
    "correct",
    "fill_agenda",
    "follow_agencies",
    "propose_decision",
    "record_disclosure",
    "record_facts",
    "reopen",
    "report_back",
    "start_filter_two",
    "withdraw_proposal",
]
