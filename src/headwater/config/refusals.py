"""Turns the errors rooms raise into pages.

403 with the reason, 404 that tells nothing, 503 with the sentence of a vault that cannot open,
409 with any other sentence a page did not place itself.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headwater.core.errors import Denied, HeadwaterError, NotFoundHere
from headwater.vault.api import VaultUnreadable


class RefusalMiddleware:
    """Answers for the errors that carry a sentence, wherever in a view they were raised."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is done on the way in or out."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """403, 404, 409 and 503 in the product's own pages; anything else is Django's matter."""
        if isinstance(error, NotFoundHere):
            return render(request, "404.html", status=404)
        if isinstance(error, Denied):
            return render(request, "403.html", {"reason": error.message}, status=403)
        if isinstance(error, VaultUnreadable):
            return render(request, "503.html", {"reason": error.message}, status=503)
        if isinstance(error, HeadwaterError):
            return render(request, "409.html", {"reason": error.message}, status=409)
        return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came from a session that ended: say that nothing was saved and how to go on."""
    return render(request, "403_csrf.html", status=403)
