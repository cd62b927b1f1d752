"""Access on the first line of a view: which roles, and what happens to everyone else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from headwater.core.errors import Denied

from .models import Seat
from .rules import Role

View = Callable[..., HttpResponse]


class SeatedRequest(HttpRequest):
    """A request of someone who sits somewhere; `seat_view` guarantees the seat."""

    seat: Seat


def seat_view(*roles: Role) -> Callable[[View], View]:
    """Let in only a live seat of one of these roles (any role when none is named).

    The anonymous are sent to sign in, keeping where they wanted to go; a person without a
    fitting seat gets 403 with the reason. What a role may see of a record is the service's
    and selector's matter, not this decorator's.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            seat: Seat | None = getattr(request, "seat", None)
            if seat is None:
                raise Denied(_("You have no seat today. Ask your agency lead or administrator."))
            if roles and not seat.has_role(*roles):
                raise Denied(_("This page is not part of your seat’s work."))
            return view(request, *args, **kwargs)

        guarded.roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return decorate


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Off to sign in, and from there back to the page; never to an address that only takes forms.

    Who sent a form had a session that ended: they come back to the page the form stood on, and
    are told that it was not saved.
    """
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    messages.warning(
        request, _("You were signed out, so this was not saved. Sign in and do it once more.")
    )
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()):
        parts = urlsplit(came_from)
        return redirect_to_login(parts._replace(scheme="", netloc="").geturl())
    return redirect_to_login("")
