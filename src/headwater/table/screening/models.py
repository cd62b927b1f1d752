"""An agency's protocol, its screenings, and the answers about duties. No name, no free note.

What a worker types about a situation (a note, the agency's file number) is never a column here:
it is sealed in the vault under the screening's reference.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference
from headwater.network.models import Agency, Seat, Table

from .rules import Danger, DutyAnswer, NotNeeded, State

CODE_LENGTH = 60
DEFAULT_DAYS = 90  # the value shipped in periods.toml; the column's default must be a constant


def _protocol_reference() -> str:
    return new_reference("q")


def _screening_reference() -> str:
    return new_reference("x")


def _youth_record_reference() -> str:
    return new_reference("y")


class Protocol(models.Model):
    """One version of an agency's own questions. Without `starts` it is the version being written.

    `questions`: list of {code, text_en, text_fr, hint_en, hint_fr}, in the order they are asked.
    `must_hold`: {question code: "yes" | "no"}, the answers without which nothing is brought.
    A version with a start is never changed: old screenings keep what they were asked; only
    whether it is `shared` with the other agencies of the community may be.
    `template`: the code of the template it began from. `copied_from`: another agency's shared
    version it began from; the copy says so for good, whatever becomes of the sharing.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_protocol_reference, editable=False
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="protocols")
    version = models.PositiveSmallIntegerField()
    questions = models.JSONField(default=list)
    must_hold = models.JSONField(default=dict)
    retention_days = models.PositiveSmallIntegerField(default=DEFAULT_DAYS)
    starts = models.DateField(null=True, blank=True)
    from_template = models.BooleanField(default=False)
    template = models.CharField(max_length=CODE_LENGTH, blank=True)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, related_name="copies", null=True, blank=True
    )
    shared = models.BooleanField(default=False)
    written_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """Versions count up per agency, and only one is being written."""

        constraints = (
            models.UniqueConstraint(fields=["agency", "version"], name="protocol_version_once"),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(starts__isnull=True), name="protocol_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(retention_days__gte=1) & Q(retention_days__lte=365),
                name="protocol_retention_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(shared=False) | Q(starts__isnull=False),
                name="protocol_shared_once_published",
            ),
        )

    class Privacy:
        """Written by an agency lead about the agency's work; its wording is still typed text."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        version = PrivacyClass.OPERATIONAL
        questions = PrivacyClass.FREE_TEXT
        must_hold = PrivacyClass.OPERATIONAL
        retention_days = PrivacyClass.OPERATIONAL
        starts = PrivacyClass.OPERATIONAL
        from_template = PrivacyClass.OPERATIONAL
        template = PrivacyClass.OPERATIONAL
        copied_from = PrivacyClass.OPERATIONAL
        shared = PrivacyClass.OPERATIONAL
        written_by = PrivacyClass.OPERATIONAL
        revision = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference


class Screening(models.Model):
    """A situation as one agency looks at it before anyone else does. Codes only.

    `subject_ages`: codes of `rules.Young`. `answers`: {question code: rules.Answer}.
    `factors`, `protective`, `flags`, `outcomes`: lists of codes. `heard`: what the table recorded
    since it was brought, as {"age_group", "factors", "flags"}, because it may raise a duty anew;
    empty before, and again once the table did not accept it. `discussion_reference` is empty
    until it is brought, and again once the table did not accept it. `form_key` comes from the
    page that began it, so that a form sent twice begins one screening.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_screening_reference, editable=False
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="screenings")
    begun_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="screenings")
    form_key = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in State],
        default=State.DRAFT.value,
    )
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    destroy_on = models.DateField(db_index=True)
    danger_now = models.CharField(
        max_length=12,
        blank=True,
        choices=[(danger.value, danger.value) for danger in Danger],
    )
    subject_ages = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    type = models.CharField(max_length=CODE_LENGTH, blank=True)
    age_group = models.CharField(max_length=CODE_LENGTH, blank=True)
    sex = models.CharField(max_length=CODE_LENGTH, blank=True)
    factors = models.JSONField(default=list)
    protective = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    heard = models.JSONField(default=dict)
    vocabulary_version = models.CharField(max_length=32, blank=True)
    outcomes = models.JSONField(default=list)
    referred_to = models.CharField(max_length=CODE_LENGTH, blank=True)
    table = models.ForeignKey(Table, models.PROTECT, related_name="+", null=True, blank=True)
    discussion_reference = models.CharField(max_length=MAX_LENGTH, blank=True, db_index=True)
    returned_reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """The link to a discussion stands exactly while the situation is with the table."""

        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="screening_state_known",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.BROUGHT.value) & ~Q(discussion_reference=""))
                | (~Q(state=State.BROUGHT.value) & Q(discussion_reference="")),
                name="screening_link_while_brought",
            ),
            models.UniqueConstraint(
                fields=["discussion_reference"],
                condition=~Q(discussion_reference=""),
                name="screening_one_per_discussion",
            ),
        )
        indexes = (models.Index(fields=["agency", "state"], name="screening_by_agency"),)

    class Privacy:
        """Codes of one agency; none leaves it but those its worker confirmed on the review page."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        agency = PrivacyClass.OPERATIONAL
        begun_by = PrivacyClass.OPERATIONAL
        protocol = PrivacyClass.OPERATIONAL
        form_key = PrivacyClass.OPERATIONAL
        state = PrivacyClass.OPERATIONAL
        begun_at = PrivacyClass.OPERATIONAL
        changed_at = PrivacyClass.OPERATIONAL
        destroy_on = PrivacyClass.OPERATIONAL
        danger_now = PrivacyClass.QUASI_IDENTIFIER
        subject_ages = PrivacyClass.QUASI_IDENTIFIER
        answers = PrivacyClass.QUASI_IDENTIFIER
        type = PrivacyClass.QUASI_IDENTIFIER
        age_group = PrivacyClass.QUASI_IDENTIFIER
        sex = PrivacyClass.QUASI_IDENTIFIER
        factors = PrivacyClass.QUASI_IDENTIFIER
        protective = PrivacyClass.QUASI_IDENTIFIER
        flags = PrivacyClass.QUASI_IDENTIFIER
        heard = PrivacyClass.QUASI_IDENTIFIER
        vocabulary_version = PrivacyClass.OPERATIONAL
        outcomes = PrivacyClass.QUASI_IDENTIFIER
        referred_to = PrivacyClass.QUASI_IDENTIFIER
        table = PrivacyClass.OPERATIONAL
        discussion_reference = PrivacyClass.OPERATIONAL
        returned_reason = PrivacyClass.OPERATIONAL
        revision = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference


class DutyRecord(models.Model):
    """What the worker answered about one duty. It never leaves the agency, nor reaches the audit.

    `reported_at` is when the report was made, not when it was typed. `weighed` lists the facts
    that were known at the answer, so that a later one brings the question back.
    """

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="duties")
    duty = models.CharField(max_length=CODE_LENGTH)
    answer = models.CharField(
        max_length=12, choices=[(answer.value, answer.value) for answer in DutyAnswer]
    )
    reason = models.CharField(
        max_length=24, blank=True, choices=[(reason.value, reason.value) for reason in NotNeeded]
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    weighed = models.JSONField(default=list)
    answered_at = models.DateTimeField()

    class Meta:
        """One answer a duty; reported with its time, not needed with its reason."""

        constraints = (
            models.UniqueConstraint(fields=["screening", "duty"], name="duty_answered_once"),
            models.CheckConstraint(
                condition=(
                    Q(answer=DutyAnswer.REPORTED.value, reported_at__isnull=False, reason="")
                    | (
                        Q(answer=DutyAnswer.NOT_NEEDED.value, reported_at__isnull=True)
                        & ~Q(reason="")
                    )
                    | Q(answer=DutyAnswer.NOT_SURE.value, reported_at__isnull=True, reason="")
                ),
                name="duty_answer_is_whole",
            ),
        )

    class Privacy:
        """Whether a report was made says much about a family: held like a fact about them."""

        id = PrivacyClass.OPERATIONAL
        screening = PrivacyClass.OPERATIONAL
        duty = PrivacyClass.QUASI_IDENTIFIER
        answer = PrivacyClass.QUASI_IDENTIFIER
        reason = PrivacyClass.QUASI_IDENTIFIER
        reported_at = PrivacyClass.QUASI_IDENTIFIER
        weighed = PrivacyClass.QUASI_IDENTIFIER
        answered_at = PrivacyClass.QUASI_IDENTIFIER

    def __str__(self) -> str:
        return f"{self.screening.reference} {self.duty}"


class YouthRecord(models.Model):
    """That an agency shows what rests on a youth record: on a ground, to a few, until a day.

    What it says is sealed in the vault under `reference`, in a holding of its own; whom it is
    shown to stands there too, as grants. Nothing of it is part of a discussion. `ends` is the
    last day on which it can be opened.
    """

    reference = models.CharField(
        max_length=MAX_LENGTH, unique=True, default=_youth_record_reference, editable=False
    )
    screening = models.OneToOneField(Screening, models.PROTECT, related_name="youth_record")
    ground = models.CharField(max_length=CODE_LENGTH)
    ends = models.DateField(db_index=True)
    recorded_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        """That there is a youth record says much about a young person: held like a fact."""

        id = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        screening = PrivacyClass.OPERATIONAL
        ground = PrivacyClass.QUASI_IDENTIFIER
        ends = PrivacyClass.OPERATIONAL
        recorded_by = PrivacyClass.OPERATIONAL
        recorded_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference
