"""The verbs of the shared record: keyword-only, `by=` a seat, `at=` an aware instant in UTC."""

from .absences import keep_out
from .bringing import bring, fill_agenda, record_facts, start_filter_two
from .deciding import confirm_decision, propose_decision, withdraw_proposal
from .finishing import conclude, correct, reopen, report_back
from .naming import Named, let_in, open_names, seal_name
from .sharing import answer, choose_agencies, follow_agencies, record_disclosure

__all__ = [
    "Named",
    "answer",
    "bring",
    "choose_agencies",
    "conclude",
    "confirm_decision",
    "correct",
    "fill_agenda",
    "follow_agencies",
    "keep_out",
    "let_in",
    "open_names",
    "propose_decision",
    "record_disclosure",
    "record_facts",
    "reopen",
    "report_back",
    "seal_name",
    "start_filter_two",
    "withdraw_proposal",
]
