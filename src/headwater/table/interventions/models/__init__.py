"""What filter four keeps outside the vault: codes, times and agencies. No text of any kind."""

from .entries import (
    Consent,
    Contact,
    Correction,
    DoorAgency,
    DoorDecision,
    Entry,
    Mobilization,
    ReportBack,
    SystemGap,
    ToBeTold,
)
from .keeping import ClockRule, EnteredElsewhere, NoteTaken
from .response import Participant, Response, SentForm
from .steps import Step, TableStep
from .visits import ActingLead, Debrief, Visit

__all__ = [
    "ActingLead",
    "ClockRule",
    "Consent",
    "Contact",
    "Correction",
    "Debrief",
    "DoorAgency",
    "DoorDecision",
    "EnteredElsewhere",
    "Entry",
    "Mobilization",
    "NoteTaken",
    "Participant",
    "ReportBack",
    "Response",
    "SentForm",
    "Step",
    "SystemGap",
    "TableStep",
    "ToBeTold",
    "Visit",
]
