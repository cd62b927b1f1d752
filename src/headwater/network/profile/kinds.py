"""The kinds of facts a profile can hold. Pure data."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """One name for each fact that is read from the questionnaire."""

    CONTACT_PERSON = "contact_person"
    CONTACT_PHONE = "contact_phone"
    CONTACT_EMAIL = "contact_email"
    COMMUNITY_SERVED = "community_served"
    AGENCY_COUNT = "agency_count"
    SECTOR = "sector"
    FUNDER = "funder"
    WEBSITE = "website"
    LAUNCHED = "launched"
    LINEAGE = "lineage"
    PEER_OPERATING = "peer_operating"
    PEER_DEVELOPING = "peer_developing"
    GOAL = "goal"
    ACTIVITY = "activity"
    SUCCESS_FACTOR = "success_factor"
    VALUE = "value"
    CHALLENGE = "challenge"
    TIP = "tip"
    UNPLACED = "unplaced"
