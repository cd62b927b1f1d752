"""What stands at the head of every page: places to go by seat, the language switch, the clock."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from headwater.core import clock
from headwater.network.rules import AT_THE_TABLE, READS_FIGURES, SPEAKS_FOR_AGENCY, Role
from headwater.publishing.rules import INSIDE

# Label, address, roles: in the order of a working day.
PLACES = (
    (gettext_lazy("Today"), "board:today", AT_THE_TABLE),
    (gettext_lazy("Screening"), "screening:index", SPEAKS_FOR_AGENCY),
    (gettext_lazy("Our protocol"), "screening:protocol", frozenset({Role.AGENCY_LEAD})),
    (gettext_lazy("Meetings"), "board:meetings", AT_THE_TABLE),
    (gettext_lazy("Discussions"), "board:discussions", AT_THE_TABLE),
    (gettext_lazy("Responses"), "interventions:index", SPEAKS_FOR_AGENCY | {Role.CHAIR}),
    (gettext_lazy("Actions"), "actions:index", AT_THE_TABLE),
    (gettext_lazy("System gaps"), "system_gaps:index", AT_THE_TABLE),
    (gettext_lazy("Services"), "directory:index", AT_THE_TABLE | {Role.AGENCY_LEAD}),
    (gettext_lazy("Who comes"), "participation:index", frozenset({Role.AGENCY_LEAD})),
    (gettext_lazy("Our table in figures"), "figures:index", READS_FIGURES),
    (gettext_lazy("Goals"), "goals:index", READS_FIGURES),
    (gettext_lazy("Products"), "publishing:index", INSIDE),
    (gettext_lazy("Audit trail"), "stewardship:trail", frozenset({Role.PRIVACY_OFFICER})),
    (
        gettext_lazy("Disclosures"),
        "discussions:register",
        frozenset({Role.PRIVACY_OFFICER, Role.AGENCY_LEAD}),
    ),
    (gettext_lazy("Seats"), "stewardship:seats", frozenset({Role.ADMINISTRATOR})),
    (gettext_lazy("Set-up"), "setup:index", frozenset({Role.ADMINISTRATOR, Role.CHAIR})),
)


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    seat = getattr(request, "seat", None)
    if seat is None:
        return []
    found = []
    for label, name, roles in PLACES:
        if Role(seat.role) in roles:
            url = reverse(name)
            found.append({"label": label, "url": url, "current": request.path.startswith(url)})
    return found


def _language_switch(request: HttpRequest) -> dict[str, str]:
    """The same page in the other language; the front page where there is no such page."""
    other = "en" if get_language() == "fr" else "fr"
    here = request.get_full_path()
    there = translate_url(here, other)
    if there == here:
        with override(other):
            there = reverse("front")
    return {"code": other, "label": {"en": "English", "fr": "Français"}[other], "url": there}


def _clock_note(request: HttpRequest) -> str | None:
    if not clock.is_demo():
        return None
    day = date_format(localtime(clock.now()), "DATE_FORMAT")
    note = _("Demo: everyone and everything here is fictional. The demo’s date is %(day)s.") % {
        "day": day
    }
    if getattr(request, "seat", None) is None:
        return note
    link = format_html(
        '<a class="govuk-link" href="{}">{}</a>',
        reverse("stewardship:demo_clock"),
        _("Move the clock"),
    )
    return format_html("{} {}", note, link)


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; core's templates read these and never look an address up."""
    seats = getattr(request, "seats", [])
    return {
        "seat": getattr(request, "seat", None),
        "seats_to_switch": seats if len(seats) > 1 else [],
        "navigation": _places(request),
        "language_switch": _language_switch(request),
        "clock_note": _clock_note(request),
        "urls": {
            "home": reverse("home") if request.user.is_authenticated else reverse("front"),
            "front": reverse("front"),
            "sign_in": reverse("account_login"),
            "sign_out": reverse("account_logout"),
            "sessions": reverse("usersessions_list"),
            "calendar": reverse("calendars:mine"),
            "switch_seat": reverse("switch_seat"),
        },
    }
