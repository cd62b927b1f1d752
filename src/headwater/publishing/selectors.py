"""Reads of products: inside from a seat, outside only what is public."""

from __future__ import annotations

from django.db.models import QuerySet

from headwater.core.errors import NotFoundHere
from headwater.network.models import Community, Seat

from .models import Edition, EditionFile
from .rules import INSIDE, PUBLIC


def _editions() -> QuerySet[Edition]:
    return Edition.objects.select_related(
        "product__community", "author__person", "approved_by__person"
    )


def editions_for(seat: Seat) -> QuerySet[Edition]:
    """All editions of the seat's community, newest quarter first; none for other roles."""
    if not seat.has_role(*INSIDE):
        return Edition.objects.none()
    return (
        _editions()
        .filter(product__community=seat.community)
        .order_by("-product__quarter", "-number")
    )


def edition_for(seat: Seat, reference: str) -> Edition:
    """One edition of the seat's community. NotFoundHere otherwise."""
    found = editions_for(seat).filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def public_editions(community: Community) -> QuerySet[Edition]:
    """What anyone may read, newest first."""
    return (
        _editions()
        .filter(product__community=community, state__in=[state.value for state in PUBLIC])
        .order_by("-product__quarter", "-number")
    )


def public_edition(community: Community, reference: str) -> Edition:
    """One public edition. NotFoundHere when it is not public or not this community's."""
    found = public_editions(community).filter(reference=reference).first()
    if found is None:
        raise NotFoundHere
    return found


def newer_public_edition(edition: Edition) -> Edition | None:
    """The public edition that corrects this one, if there is one."""
    return (
        edition.product.editions.filter(
            number__gt=edition.number, state__in=[state.value for state in PUBLIC]
        )
        .order_by("-number")
        .first()
    )


def file_of(edition: Edition, language: str) -> EditionFile:
    """The PDF of a public edition. NotFoundHere when there is none in that language."""
    found = edition.files.filter(language=language).first()
    if found is None:
        raise NotFoundHere
    return found
