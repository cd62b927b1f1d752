"""Pages of accounts that are ours: accepting an invitation, and what to do when locked out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headwater.core import clock
from headwater.core.errors import NotFoundHere, Refused

from . import services
from .forms import InvitationForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a password with a one-time code, then be signed in.

    A code that was used or has ended gets a page that says so: nobody can guess one, so it
    gives nothing away.
    """
    at = clock.now()
    try:
        person = services.invited(code, at).person
    except NotFoundHere:
        return render(request, "accounts/invitation_ended.html", status=404)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.accept(code=code, password=form.cleaned_data["password"], at=at)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            person.refresh_from_db()
            login(request, person, backend=BACKEND)
            return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "person": person}
    return render(
        request, "accounts/invitation.html", context, status=200 if not form.errors else 422
    )


def forgotten(request: HttpRequest) -> HttpResponse:
    """Say who can help: no mail is needed, a new one-time code is printed by the administrator."""
    return render(request, "accounts/forgotten.html")


def no_such_page(request: HttpRequest) -> HttpResponse:
    """An address allauth must be able to name but which this product does not have."""
    raise Http404
