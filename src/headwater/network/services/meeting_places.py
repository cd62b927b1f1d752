"""Writing the places where a table meets, for the room that asks who may (`meetings.services`)."""

from __future__ import annotations

from ..models import MeetingPlace, Table


def keep_place(*, table: Table, name: str, link: str) -> tuple[MeetingPlace, bool]:
    """Put a place on a table's list under its name, and whether that changed anything.

    A place that was taken off comes back; a new address of its call replaces the old one.
    """
    place, made = MeetingPlace.objects.get_or_create(
        table=table, name=name, defaults={"link": link}
    )
    if made or (place.link, place.ended) == (link, False):
        return place, made
    place.link, place.ended = link, False
    place.save(update_fields=["link", "ended"])
    return place, True


def take_off(*, place: MeetingPlace) -> bool:
    """Take a place off its table's list; whether it stood there."""
    if place.ended:
        return False
    place.ended = True
    place.save(update_fields=["ended"])
    return True
