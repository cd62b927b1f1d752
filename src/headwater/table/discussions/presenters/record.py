"""The coded record as plain values, so that no query fires in a template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from headwater.network.models import Agency, Seat

from .. import codes, permissions, selectors
from ..models import Correction, Discussion
from ..rules import SINGLE_FIELDS
from .labels import (
    Label,
    answer_label,
    decision_label,
    language,
    marked,
    marked_all,
    mode_label,
    reopen_choices,
    stance_label,
    state_label,
)
from .sentences import sentence


@dataclass(frozen=True)
class Finding:
    """A criterion and whether the table finds it met."""

    criterion: Label
    met: bool


@dataclass(frozen=True)
class Said:
    """Something an agency said: its answer, its dissent."""

    agency: str
    what: str


@dataclass(frozen=True)
class Basis:
    """An agency that named someone aloud, and what allowed it."""

    agency: str
    basis: Label
    consent: Label
    not_sought: Label | None
    kinds: list[Label]
    told: list[str]
    at: datetime


@dataclass(frozen=True)
class Entry:
    """A correction or a re-opening, as one dated line."""

    at: datetime
    field: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True)
class Record:
    """Everything the shared record holds of one discussion, in words."""

    reference: str
    sentence: str
    state: str
    opened: date
    factors: list[tuple[str, list[Label]]]
    protective: list[tuple[str, list[Label]]]
    flags: list[Label]
    findings: list[Finding]
    decision: str
    decided_how: str
    decided_at: datetime | None
    rejection_reason: Label | None
    dissents: list[Said]
    positions: list[Said]
    answers: list[Said]
    disclosures: list[Basis]
    lead: str
    assisting: list[str]
    conclusion: Label | None
    concluded_at: datetime | None
    entries: list[Entry]
    drafted: bool


def record(discussion: Discussion, seat: Seat) -> Record:
    """The record for a seat that may read it; raises as `permissions.may_read` does."""
    permissions.may_read(seat, discussion)
    lists = {
        field: marked_all(
            codes.LISTS[field], getattr(discussion, field).values_list("code", flat=True)
        )
        for field in ("factors", "protective", "flags")
    }
    rejection, conclusion = discussion.rejection_reason, discussion.conclusion
    mode, lead = discussion.decision_mode, discussion.lead_agency
    return Record(
        reference=discussion.reference,
        sentence=sentence(discussion),
        state=state_label(discussion.state),
        opened=discussion.opened,
        factors=_by_heading(lists["factors"]),
        protective=_by_heading(lists["protective"]),
        flags=lists["flags"],
        findings=_findings(discussion),
        decision=decision_label(discussion.decision) if discussion.decision else "",
        decided_how=mode_label(mode) if mode else "",
        decided_at=discussion.decided_at,
        rejection_reason=marked(codes.REJECTION_REASONS, rejection) if rejection else None,
        dissents=[
            Said(_name(row.agency), marked(codes.DISSENT, row.criterion).text)
            for row in discussion.dissents.select_related("agency").order_by("agency__name_en")
        ],
        positions=[
            Said(_name(row.agency), stance_label(row.stance))
            for row in discussion.positions.select_related("agency").order_by("agency__name_en")
        ],
        answers=[
            Said(_name(row.agency), answer_label(row.answer))
            for row in discussion.answers.select_related("agency").order_by("agency__name_en")
        ],
        disclosures=_bases(discussion),
        lead=_name(lead) if lead else "",
        assisting=sorted(
            _name(row.agency) for row in discussion.assisting.select_related("agency")
        ),
        conclusion=marked(codes.CONCLUSIONS, conclusion) if conclusion else None,
        concluded_at=discussion.concluded_at,
        entries=[_entry(row) for row in discussion.corrections.all()],
        drafted=any(each.drafted for found in lists.values() for each in found),
    )


def _name(agency: Agency) -> str:
    return agency.name(language())


def _by_heading(labels: list[Label]) -> list[tuple[str, list[Label]]]:
    """Codes under their headings, both in the order of the list."""
    return [
        (heading, list(found)) for heading, found in groupby(labels, key=lambda each: each.heading)
    ]


def _findings(discussion: Discussion) -> list[Finding]:
    met = dict(discussion.findings.values_list("criterion", "met"))
    return [Finding(each, met[each.code]) for each in marked_all(codes.CRITERIA, met)]


def _bases(discussion: Discussion) -> list[Basis]:
    return [
        Basis(
            _name(row.agency),
            marked(codes.LEGAL_BASES, row.basis),
            marked(codes.CONSENT_STATES, row.consent_state),
            marked(codes.NOT_SOUGHT_REASONS, row.not_sought_reason)
            if row.not_sought_reason
            else None,
            marked_all(codes.DISCLOSED_KINDS, (kind.code for kind in row.kinds.all())),
            sorted(_name(each.agency) for each in row.told.all()),
            row.at,
        )
        for row in selectors.disclosures_now(discussion).prefetch_related("kinds", "told__agency")
    ]


def _entry(row: Correction) -> Entry:
    named = {code: marked(codes.LISTS[row.field], code) for code in (row.was, row.now) if code}
    reason = dict(reopen_choices()).get(row.reason)
    shown = {
        code: each.text if row.field in SINGLE_FIELDS else each.full for code, each in named.items()
    }
    return Entry(
        row.at,
        row.field,
        shown.get(row.was, ""),
        shown.get(row.now, ""),
        reason or marked(codes.CORRECTION_REASONS, row.reason).text,
    )
