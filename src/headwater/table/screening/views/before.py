"""What comes before anything: danger now, and the duties that no table may delay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from headwater.core import clock
from headwater.core.errors import AlreadyDone, ChangedMeanwhile, Refused
from headwater.core.references import new_reference
from headwater.network.access import SeatedRequest
from headwater.network.models import Agency

from .. import lists, presenters, selectors, services
from ..forms import BeforeForm, DutyForm, Together
from ..models import Screening
from ..rules import Danger, DutyRule, Facts, Step, Young, duty_asked, shown_first
from ..services import DutyGiven
from .common import FORMS, onward, screens, sent, show_error


@dataclass
class _Page:
    """The forms of the page, filled from what was sent, from the screening, or empty."""

    before: BeforeForm
    duties: dict[str, DutyForm]
    rules: tuple[DutyRule, ...]

    @property
    def danger(self) -> bool:
        """Whether danger now was answered with yes; the rest of the page may then wait."""
        self.before.is_valid()
        return self.before.cleaned_data.get("danger") == Danger.YES

    def is_whole(self) -> bool:
        """Whether it can be saved: with danger now, as soon as that is said."""
        if self.danger:
            return True
        # Every form is asked, so that every mistake is shown at once.
        flaws = [form for form in (self.before, *self.duties.values()) if not form.is_valid()]
        return not flaws

    def given(self) -> dict[str, DutyGiven]:
        """The duties that were answered."""
        answers = {code: form.given() for code, form in self.duties.items() if form.is_valid()}
        return {code: answer for code, answer in answers.items() if answer is not None}

    def young(self) -> list[str]:
        """The ages that were chosen; none while they contradict each other."""
        return list(self.before.cleaned_data.get("young") or [])


@screens
@require_http_methods(FORMS)
def begin(request: SeatedRequest) -> HttpResponse:
    """Start a screening: its first page, which makes the record when it is sent."""
    seat = request.seat
    page = _read(sent(request), selectors.own_agency(seat), None)
    if request.method == "POST" and page.is_whole():
        try:
            started = services.begin(
                form_key=page.before.cleaned_data.get("form_key") or new_reference("k"),
                danger=page.before.cleaned_data["danger"],
                young=page.young(),
                duties=page.given(),
                by=seat,
                at=clock.now(),
            )
            return onward(started)
        except AlreadyDone as done:
            messages.warning(request, done.message)
            return onward(selectors.begun_with(seat, page.before.cleaned_data["form_key"]))
        except Refused as error:
            show_error(error, page.before, *page.duties.values())
    return _draw(request, page, None)


@screens
@require_http_methods(FORMS)
def before(request: SeatedRequest, reference: str) -> HttpResponse:
    """Answer, or answer again, what comes before anything."""
    found = selectors.screening_for(request.seat, reference)
    page = _read(sent(request), found.agency, found)
    if request.method == "POST" and page.is_whole():
        try:
            found = services.answer_danger_and_duty(
                screening=found,
                danger=page.before.cleaned_data["danger"],
                young=page.young() or found.subject_ages,
                duties=page.given(),
                revision=page.before.sent_revision(),
                by=request.seat,
                at=clock.now(),
            )
            return onward(found)
        except (Refused, ChangedMeanwhile) as error:
            show_error(error, page.before, *page.duties.values())
    return _draw(request, page, found)


def _read(data: QueryDict | None, agency: Agency, found: Screening | None) -> _Page:
    """The forms of the page, each duty's with its code as prefix."""
    rules = lists.duty_rules()
    facts = _facts_with(data, agency, found)
    shown = tuple(rule for rule in rules if shown_first(rule, facts))
    zone, today = selectors.zone_of(agency), selectors.today_of(agency, clock.now())
    answered = {record.duty: record for record in found.duties.all()} if found else {}
    duties = {
        rule.code: DutyForm(
            data,
            prefix=rule.code,
            zone=zone,
            required=duty_asked(rule, facts),
            question=str(presenters.duty_words(rule)["question"]),
            initial=presenters.duty_initial(answered.get(rule.code), zone, today),
        )
        for rule in shown
    }
    initial = BeforeForm.initial_of(found) if found else {"form_key": new_reference("k")}
    return _Page(BeforeForm(data, initial=initial), duties, shown)


def _facts_with(data: QueryDict | None, agency: Agency, found: Screening | None) -> Facts:
    """What is known, with the ages just sent, to tell which duties must be answered."""
    facts = selectors.facts_of(found) if found else Facts(sector=agency.sector)
    if data is None:
        return facts
    young: Sequence[str] = [age for age in data.getlist("young") if age in set(Young)]
    return replace(facts, young=tuple(young))


def _draw(request: SeatedRequest, page: _Page, found: Screening | None) -> HttpResponse:
    standing = selectors.standing_of(found) if found else None
    context = {
        "form": Together(page.before, *page.duties.values()),
        "parts": presenters.duty_parts(page.rules, page.duties, standing),
        "told": [presenters.duty_words(rule) for rule in standing.told] if standing else [],
        "step": presenters.stepper(Step.BEFORE),
        "screening": presenters.card(found, clock.now()) if found else None,
        "days": selectors.period_of(request.seat, clock.now()),
    }
    return render(request, "screening/before.html", context)
