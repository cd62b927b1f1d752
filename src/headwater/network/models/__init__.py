"""The tables of the network: places, agencies, seats, and the community's own profile."""

from .directory import Offering
from .meeting_places import MeetingPlace
from .places import Agency, Agreement, Community, Table
from .profile import ProfileAnswer, ProfileStatement
from .seats import Seat

__all__ = [
    "Agency",
    "Agreement",
    "Community",
    "MeetingPlace",
    "Offering",
    "ProfileAnswer",
    "ProfileStatement",
    "Seat",
    "Table",
]
