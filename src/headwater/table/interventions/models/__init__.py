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
from .response import Participant, Response, SentForm

__all__ = [
    "Consent",
    "Contact",
    "Correction",
    "DoorAgency",
    "DoorDecision",
    "Entry",
    "Mobilization",
    "Participant",
    "ReportBack",
    "Response",
    "SentForm",
    "SystemGap",
    "ToBeTold",
]
