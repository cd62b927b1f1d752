"""A meeting of a table and who was at it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import MeetingPlace, Seat, Table

from ..rules import CODE_LENGTH, MeetingState, Status
from .series import Series


def _reference() -> str:
    return new_reference("m")


class Meeting(models.Model):
    """One meeting. `revision` grows with every change, so that a screen can ask cheaply.

    `recorded_afterwards` marks a meeting held on paper: `starts_at` is then when it was held,
    and the code of the reason and the seat that entered it stand beside. `chair_since` is when
    the chair changed hands last, from `chair_before`; `chair_taken` when it was taken, not given.
    `urgent_reason` is the code of why it was called at once; empty for every other meeting.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_reference, editable=False
    )
    table = models.ForeignKey(Table, models.PROTECT, related_name="meetings")
    series = models.ForeignKey(
        Series, models.SET_NULL, related_name="meetings", null=True, blank=True
    )
    place = models.ForeignKey(
        MeetingPlace, models.SET_NULL, related_name="meetings", null=True, blank=True
    )
    starts_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in MeetingState],
        default=MeetingState.PLANNED,
    )
    chair = models.ForeignKey(
        Seat, models.PROTECT, related_name="chaired_meetings", null=True, blank=True
    )
    chair_before = models.ForeignKey(
        Seat, models.PROTECT, related_name="chaired_before", null=True, blank=True
    )
    chair_since = models.DateTimeField(null=True, blank=True)
    chair_taken = models.BooleanField(default=False)
    urgent_reason = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    recorded_afterwards = models.BooleanField(default=False)
    recorded_reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    recorded_by = models.ForeignKey(
        Seat, models.PROTECT, related_name="recorded_meetings", null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """What must hold of every meeting, whoever writes the row."""

        constraints = (
            models.UniqueConstraint(
                fields=["series", "starts_at"],
                condition=Q(series__isnull=False),
                name="meeting_once_in_series",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.PLANNED.value, opened_at__isnull=True)
                | Q(
                    ~Q(state=MeetingState.PLANNED.value),
                    opened_at__isnull=False,
                    chair__isnull=False,
                ),
                name="meeting_opened_by_a_chair",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CLOSED.value, closed_at__gte=F("opened_at"))
                | Q(~Q(state=MeetingState.CLOSED.value), closed_at__isnull=True),
                name="meeting_closed_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(recorded_afterwards=False, recorded_reason="", recorded_by__isnull=True)
                | Q(~Q(recorded_reason=""), recorded_afterwards=True, recorded_by__isnull=False),
                name="meeting_afterwards_says_who_and_why",
            ),
        )

    class Privacy:
        """About the work."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        table = PrivacyClass.OPERATIONAL
        series = PrivacyClass.OPERATIONAL
        place = PrivacyClass.OPERATIONAL
        starts_at = PrivacyClass.OPERATIONAL
        state = PrivacyClass.OPERATIONAL
        chair = PrivacyClass.OPERATIONAL
        chair_before = PrivacyClass.OPERATIONAL
        chair_since = PrivacyClass.OPERATIONAL
        chair_taken = PrivacyClass.OPERATIONAL
        urgent_reason = PrivacyClass.OPERATIONAL
        opened_at = PrivacyClass.OPERATIONAL
        closed_at = PrivacyClass.OPERATIONAL
        recorded_afterwards = PrivacyClass.OPERATIONAL
        recorded_reason = PrivacyClass.OPERATIONAL
        recorded_by = PrivacyClass.OPERATIONAL
        revision = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference


class Attendance(models.Model):
    """A seat's attendance, and when it acknowledged that what is said here stays here."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="attendances")
    status = models.CharField(
        max_length=10, choices=[(status.value, status.value) for status in Status]
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Once a meeting; only who is present acknowledges."""

        constraints = (
            models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(status=Status.PRESENT.value)
                | Q(acknowledged_at__isnull=True, arrived_at__isnull=True, left_at__isnull=True),
                name="attendance_times_of_the_present",
            ),
        )

    class Privacy:
        """About staff at work."""

        id = PrivacyClass.OPERATIONAL
        meeting = PrivacyClass.OPERATIONAL
        seat = PrivacyClass.OPERATIONAL
        status = PrivacyClass.OPERATIONAL
        acknowledged_at = PrivacyClass.OPERATIONAL
        arrived_at = PrivacyClass.OPERATIONAL
        left_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.seat} at {self.meeting}"


class Presence(models.Model):
    """When a screen of a seat that may chair was last seen at an open meeting.

    Written only for those who may chair, so that a lost chair can be told from a silent one; of
    nobody else is it known how they follow. Gone when the meeting closes.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField()

    class Meta:
        """Once a meeting."""

        constraints = (models.UniqueConstraint(fields=["meeting", "seat"], name="presence_once"),)

    class Privacy:
        """About staff at work, for the length of a meeting."""

        id = PrivacyClass.OPERATIONAL
        meeting = PrivacyClass.OPERATIONAL
        seat = PrivacyClass.OPERATIONAL
        seen_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.seat} at {self.meeting}"
