"""Every address of the product, and `/bare`: a Django page with a session and one query."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from headwater.accounts.models import Person
from headwater.config.urls import urlpatterns as product


def bare(request: HttpRequest) -> HttpResponse:
    """The least a page of Django does: read the session, ask the database once, answer."""
    known = request.session.get("_auth_user_id", "")
    return HttpResponse(f"{known} of {Person.objects.count()}")


urlpatterns = [path("bare", bare), *product]
