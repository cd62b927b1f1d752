"""The visit in codes, who acts for the lead, and the debrief that is offered afterwards."""

from __future__ import annotations

from django.db import models

from headwater.core.privacy import PrivacyClass
from headwater.network.models import Seat

from ..rules import ActiveOffer, Culture, DebriefReason, Interpreter, Language, Safe
from .entries import CODE, Entry


class Visit(Entry):
    """What makes a visit safe, and in which language. The latest one not struck out holds.

    Who else may answer and who must not learn of it are words, and lie sealed in the plan.
    """

    card = models.CharField(max_length=CODE, choices=[(each.value, each.value) for each in Safe])
    message = models.CharField(max_length=CODE, choices=[(each.value, each.value) for each in Safe])
    language = models.CharField(
        max_length=CODE, choices=[(each.value, each.value) for each in Language]
    )
    offer = models.CharField(
        max_length=CODE, choices=[(each.value, each.value) for each in ActiveOffer]
    )
    interpreter = models.CharField(
        max_length=CODE, choices=[(each.value, each.value) for each in Interpreter]
    )
    culture = models.CharField(
        max_length=CODE, choices=[(each.value, each.value) for each in Culture]
    )

    class Meta(Entry.Meta):
        """By time."""

        default_related_name = "visits"

    class Privacy(Entry.Privacy):
        """Codes; the language of the visit says something of the person."""

        card = PrivacyClass.OPERATIONAL
        message = PrivacyClass.OPERATIONAL
        language = PrivacyClass.QUASI_IDENTIFIER
        offer = PrivacyClass.OPERATIONAL
        interpreter = PrivacyClass.OPERATIONAL
        culture = PrivacyClass.OPERATIONAL


class ActingLead(Entry):
    """Another seat of the lead agency acts for it until an instant. The latest one holds."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    until = models.DateTimeField()

    class Meta(Entry.Meta):
        """By time."""

        default_related_name = "acting_leads"

    class Privacy(Entry.Privacy):
        """Who works when: about staff."""

        seat = PrivacyClass.OPERATIONAL
        until = PrivacyClass.OPERATIONAL


class Debrief(Entry):
    """A debrief offered to those who responded. There is no column for who came or said no."""

    reason = models.CharField(
        max_length=CODE, choices=[(each.value, each.value) for each in DebriefReason]
    )

    class Meta(Entry.Meta):
        """By time."""

        default_related_name = "debriefs"

    class Privacy(Entry.Privacy):
        """A code."""

        reason = PrivacyClass.OPERATIONAL
