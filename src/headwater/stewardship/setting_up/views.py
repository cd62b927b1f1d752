"""Pages of setting up: the list of what is done, and a page for each kind of place."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headwater.accounts.models import Person
from headwater.core import clock
from headwater.core.errors import AlreadyDone, NotFoundHere, Refused
from headwater.core.permissions import ask
from headwater.core.zones import local_day
from headwater.network import permissions, services
from headwater.network import selectors as network
from headwater.network.access import SeatedRequest, View, seat_view
from headwater.network.models import Agency
from headwater.network.rules import Role
from headwater.stewardship import services as seats

from . import presenters, selectors
from . import services as founding
from .forms import (
    AgencyForm,
    AgreementForm,
    CommunityForm,
    EndForm,
    FoundFileForm,
    FoundForm,
    LeaveForm,
    PersonForm,
    ProfileForm,
    TableForm,
)

UNPROCESSABLE = 422
KEEPERS = (Role.ADMINISTRATOR, Role.CHAIR)


def attempted(form: forms.Form, deed: Callable[[], object]) -> bool:
    """Do it if the form holds; a refusal lands at its field, or at the head of the page."""
    if not form.is_valid():
        return False
    try:
        deed()
    except (Refused, AlreadyDone) as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, refusal.message)
        return False
    return True


def status_of(*shown: forms.Form) -> int:
    """422 where a form came back with something wrong."""
    return UNPROCESSABLE if any(form.errors for form in shown) else 200


# --- Nobody has a seat yet -----------------------------------------------------------------------


class FounderRequest(HttpRequest):
    """A request of a signed-in person; `founder_view` guarantees them."""

    user: Person


def founder_view(view: View) -> View:
    """Let in a signed-in person while nobody has ever had a seat; afterwards: no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        permissions.may_found()
        return view(request, *args, **kwargs)

    return guarded


@founder_view
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: FounderRequest) -> HttpResponse:
    """Make the first community: from its questionnaire, or from its name."""
    from_file = "from_file" in request.POST
    by_hand = FoundForm(request.POST if request.POST and not from_file else None)
    sent = (request.POST, request.FILES) if from_file else (None, None)
    by_file = FoundFileForm(*sent)
    if request.method == "POST" and _founded(request, by_file if from_file else by_hand):
        messages.success(request, _("Your community is founded, and you are its administrator."))
        return redirect("setup:index")
    context = {
        "by_hand": by_hand,
        "by_file": by_file,
        "form": by_file if from_file else by_hand,
        "waiting": selectors.communities_without_seat(),
    }
    page = "stewardship/setting_up/begin.html"
    return render(request, page, context, status=status_of(by_hand, by_file))


def _founded(request: FounderRequest, form: FoundForm | FoundFileForm) -> bool:
    person, at = request.user, clock.now()
    if isinstance(form, FoundFileForm):
        return attempted(
            form,
            lambda: founding.found_from_profile(person=person, content=form.content(), at=at),
        )
    return attempted(
        form, lambda: founding.found_by_hand(person=person, at=at, **form.cleaned_data)
    )


@require_POST
@founder_view
def take_up(request: FounderRequest, reference: str) -> HttpResponse:
    """Become the administrator of a community that was brought in by a file before."""
    waiting = {each.reference: each for each in selectors.communities_without_seat()}
    if reference not in waiting:
        raise NotFoundHere
    founding.take_up(person=request.user, community=waiting[reference], at=clock.now())
    return redirect("setup:index")


# --- The list, the community, its profile --------------------------------------------------------


@seat_view(*KEEPERS)
def index(request: SeatedRequest) -> HttpResponse:
    """What is done and what comes next, from nothing to the first meeting."""
    found = selectors.standing(request.seat, clock.now())
    lines = presenters.steps(found, request.seat)
    asked = [line for line in lines if not line.optional]
    context = {
        "steps": lines,
        "done": sum(line.done for line in asked),
        "all": len(asked),
        "tables": presenters.table_rows(found, request.seat),
        "community": found.community,
        "may_change": ask(permissions.may_change_community, request.seat, found.community),
    }
    return render(request, "stewardship/setting_up/index.html", context)


@seat_view(Role.ADMINISTRATOR)
def community(request: SeatedRequest) -> HttpResponse:
    """The community's names, zone and beginning."""
    here = request.seat.community
    names = ("name_en", "name_fr", "time_zone", "launched")
    form = CommunityForm(request.POST or None, initial={n: getattr(here, n) for n in names})

    def change() -> object:
        return services.change_community(by=request.seat, at=clock.now(), **form.cleaned_data)

    if request.method == "POST" and attempted(form, change):
        messages.success(request, _("Saved."))
        return redirect("setup:index")
    return _form_page(request, form, title=_("The community"), back=reverse("setup:index"))


@seat_view(Role.ADMINISTRATOR)
def profile(request: SeatedRequest) -> HttpResponse:
    """Read the questionnaire anew, and say what found no place."""
    form = ProfileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    remarks: list[str] = []

    def read() -> None:
        remarks.extend(
            founding.read_profile(
                content=form.content(),
                only_look=form.cleaned_data["only_look"],
                by=request.seat,
                at=clock.now(),
            )
        )

    done = request.method == "POST" and attempted(form, read)
    context = {
        "form": form,
        "done": done,
        "looked": done and form.cleaned_data["only_look"],
        "remarks": remarks,
        "community": request.seat.community,
    }
    page = "stewardship/setting_up/profile.html"
    return render(request, page, context, status=status_of(form))


# --- Tables --------------------------------------------------------------------------------------


@seat_view(Role.ADMINISTRATOR)
def new_table(request: SeatedRequest) -> HttpResponse:
    """Make a table."""
    initial = {"time_zone": request.seat.community.time_zone}
    form = TableForm(request.POST or None, initial=initial)

    def make() -> object:
        return services.make_table(settings=form.settings(), by=request.seat, at=clock.now())

    if request.method == "POST" and attempted(form, make):
        messages.success(request, _("The table is made."))
        return redirect("setup:index")
    return _form_page(request, form, title=_("New table"), back=reverse("setup:index"))


@seat_view(*KEEPERS)
def table(request: SeatedRequest, reference: str) -> HttpResponse:
    """A table's settings: what its members agreed on."""
    found = network.table_of(request.seat, reference)
    permissions.may_set_table(request.seat, found)
    form = TableForm(request.POST or None, initial=TableForm.initial_of(found))

    def change() -> object:
        return services.set_table(
            table=found, settings=form.settings(), by=request.seat, at=clock.now()
        )

    if request.method == "POST" and attempted(form, change):
        messages.success(request, _("Saved. The settings hold from now on."))
        return redirect("setup:index")
    return _form_page(request, form, title=_("Settings of the table"), back=reverse("setup:index"))


# --- Agencies ------------------------------------------------------------------------------------


@seat_view(*KEEPERS)
def agencies(request: SeatedRequest) -> HttpResponse:
    """The agencies of the community, those that left last."""
    found = selectors.standing(request.seat, clock.now())
    rows = presenters.agency_rows(network.agencies_of(request.seat), found)
    return render(request, "stewardship/setting_up/agencies.html", {"rows": rows})


@seat_view(*KEEPERS)
def new_agency(request: SeatedRequest) -> HttpResponse:
    """Add an agency; its page is next, for the agreement and the people."""
    at = clock.now()
    initial = {"joined": local_day(at, request.seat.community.time_zone)}
    form = AgencyForm(request.POST or None, initial=initial)
    made: list[Agency] = []

    def make() -> None:
        made.append(services.make_agency(by=request.seat, at=at, **form.cleaned_data))

    if request.method == "POST" and attempted(form, make):
        messages.success(request, _("The agency is added. Record its agreement next."))
        return redirect("setup:agency", made[0].reference)
    return _form_page(request, form, title=_("New agency"), back=reverse("setup:agencies"))


@seat_view(*KEEPERS)
def change_agency(request: SeatedRequest, reference: str) -> HttpResponse:
    """Name an agency anew."""
    found = network.agency_of(request.seat, reference)
    names = ("name_en", "name_fr", "agency_type", "joined")
    form = AgencyForm(request.POST or None, initial={n: getattr(found, n) for n in names})

    def change() -> object:
        return services.change_agency(
            agency=found, by=request.seat, at=clock.now(), **form.cleaned_data
        )

    back = reverse("setup:agency", args=[reference])
    if request.method == "POST" and attempted(form, change):
        messages.success(request, _("Saved."))
        return redirect(back)
    return _form_page(request, form, title=_("The agency"), back=back)


@seat_view(*KEEPERS)
def agency(request: SeatedRequest, reference: str) -> HttpResponse:
    """An agency: its agreements and its people."""
    return _agency_page(request, network.agency_of(request.seat, reference))


def _agency_page(request: SeatedRequest, found: Agency, **more: Any) -> HttpResponse:
    """The page of an agency, with a form that came back and the link of an invitation, if any."""
    by, at = request.seat, clock.now()
    day = local_day(at, by.community.time_zone)
    tables = selectors.standing(by, at).tables
    agreements = network.agreements_in(by).get(found.pk, [])
    context = {
        "agency": found,
        "kind": presenters.kind_of(found),
        "gone": found.left is not None and found.left < day,
        "agreements": presenters.agreement_rows(agreements, by, day),
        "people": presenters.person_rows(selectors.people_of(found), at),
        "signing": AgreementForm(tables=tables, initial={"signed": day}),
        "inviting": PersonForm(agency=found, tables=tables, initial=_first_of(tables)),
        "leaving": LeaveForm(initial={"left": day}),
        "ending": EndForm(initial={"ends": day}),
        "may_invite": by.has_role(Role.ADMINISTRATOR),
        "has_tables": bool(tables),
    } | more
    shown = [each for each in more.values() if isinstance(each, forms.Form)]
    context["form"] = shown[0] if shown else None
    page = "stewardship/setting_up/agency.html"
    return render(request, page, context, status=status_of(*shown))


def _first_of(tables: list[Any]) -> dict[str, str]:
    """Where there is one table, it is meant."""
    return {"table": tables[0].reference} if len(tables) == 1 else {}


@require_POST
@seat_view(*KEEPERS)
def sign(request: SeatedRequest, reference: str) -> HttpResponse:
    """Record a signed agreement."""
    found = network.agency_of(request.seat, reference)
    form = AgreementForm(request.POST, tables=list(request.seat.community.tables.all()))

    def record() -> object:
        said = dict(form.cleaned_data)
        said["table"] = network.table_of(request.seat, said["table"])
        return services.sign_agreement(agency=found, by=request.seat, at=clock.now(), **said)

    if attempted(form, record):
        messages.success(request, _("The agreement is recorded."))
        return redirect("setup:agency", reference)
    return _agency_page(request, found, signing=form)


@require_POST
@seat_view(*KEEPERS)
def end_agreement(request: SeatedRequest, reference: str, table: str) -> HttpResponse:
    """End an agreement with a day."""
    found = network.agency_of(request.seat, reference)
    bound_to, form = network.table_of(request.seat, table), EndForm(request.POST)

    def end() -> None:
        services.end_agreement(
            agency=found, table=bound_to, by=request.seat, at=clock.now(), **form.cleaned_data
        )

    if attempted(form, end):
        messages.success(request, _("The agreement ends with this day."))
        return redirect("setup:agency", reference)
    return _agency_page(request, found, ending=form)


@require_POST
@seat_view(*KEEPERS)
def leave(request: SeatedRequest, reference: str) -> HttpResponse:
    """Record an agency's last day; what its seats held goes on the list of what nobody holds."""
    found, form = network.agency_of(request.seat, reference), LeaveForm(request.POST)

    def let_go() -> None:
        services.let_agency_leave(
            agency=found, by=request.seat, at=clock.now(), **form.cleaned_data
        )

    if attempted(form, let_go):
        messages.success(request, _("Its agreements and seats end with this day."))
        return redirect("setup:agency", reference)
    return _agency_page(request, found, leaving=form)


@require_POST
@seat_view(Role.ADMINISTRATOR)
def invite(request: SeatedRequest, reference: str) -> HttpResponse:
    """Give someone of the agency a seat; a one-time link is shown once."""
    found = network.agency_of(request.seat, reference)
    form = PersonForm(request.POST, agency=found, tables=list(request.seat.community.tables.all()))
    given: list[seats.Given] = []

    def give() -> None:
        said = form.cleaned_data
        role, at_table = Role(said["role"]), said["table"]
        table = network.table_of(request.seat, at_table) if at_table else None
        given.append(
            seats.give_seat(
                display_name=said["display_name"],
                email=said["email"],
                role=role,
                agency=found,
                table=table if role in (Role.REPRESENTATIVE, Role.ALTERNATE) else None,
                by=request.seat,
                at=clock.now(),
            )
        )

    if not attempted(form, give):
        return _agency_page(request, found, inviting=form)
    code = given[0].code
    link = request.build_absolute_uri(reverse("accounts_invitation", args=[code])) if code else ""
    return _agency_page(request, found, given=given[0], link=link)


def _form_page(request: SeatedRequest, form: forms.Form, *, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    page = "stewardship/setting_up/form.html"
    return render(request, page, context, status=status_of(form))
