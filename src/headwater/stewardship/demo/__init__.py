"""The demo: a fictional community with eighteen months of history, built through the services.

Exists only in a home that was marked as a demo; `build` refuses any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from headwater.core import clock
from headwater.core.errors import Refused
from headwater.core.zones import Quarter, add_months, local_day, start_of_day
from headwater.evidence.extract import build as extract_build
from headwater.exchange.profile.services import import_file
from headwater.impact.logic_models.services import install_drafts
from headwater.network.models import Community
from headwater.publishing import services as publishing

from . import history, screenings, tasks, world
from .world import PASSWORD, SignIn

PROFILE = Path(__file__).with_name("riverbend-profile.txt")
MONTHS = 18
Progress = Callable[[str], None]


def sign_ins() -> list[str]:
    """The lines the demo prints: addresses by part, and the one password."""
    lines = [f"{entry.email:<32} {_part(entry)}" for entry in world.sign_ins()]
    return [*lines, "", f"Password of all: {PASSWORD}"]


def _part(entry: SignIn) -> str:
    return f"{entry.role.replace('_', ' ')}{', ' + entry.agency if entry.agency else ''}"


def build(*, at: datetime, progress: Progress, months: int = MONTHS) -> None:
    """Fill an empty demo home. Refused anywhere else; a few dozen seconds."""
    if not clock.is_demo():
        raise Refused("This home is not marked as a demo.")
    first = add_months(local_day(at, "America/Toronto"), -months)
    begin = start_of_day(first, "America/Toronto")
    with _fast_writes():
        progress("people, agencies and tables of Riverbend")
        with transaction.atomic():
            community = _community(begin, first)
            made = world.make(community, begin, since=first)
            install_drafts(community=community, at=begin)
        teller = history.tell(made, first=first, at=at, progress=progress)
        with transaction.atomic():
            history.plan_ahead(teller, at=at)
            screenings.tell(made, at=at)
            tasks.tell(made, at=at)
    progress("the extract, and the bulletin of the last quarter")
    extract_build.build(settings.HOME, at=at - timedelta(hours=4))

    _publish_last_quarter(made, at)


def _community(at: datetime, first: date) -> Community:
    """The fictional profile, its months moved so that the demo is always eighteen months old."""
    text = PROFILE.read_text(encoding="utf-8")
    moved = text.replace("May 2025", first.strftime("%B %Y"))
    copy = settings.HOME / PROFILE.name
    copy.write_text(moved, encoding="utf-8")
    return Community.objects.get(slug=import_file(copy, at=at).slug)


@contextmanager
def _fast_writes() -> Iterator[None]:
    """Let SQLite not wait for the disk: a build that is cut short is thrown away anyway."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")


def _publish_last_quarter(made: world.World, at: datetime) -> None:
    """The way of a product: an analyst writes, the steering committee approves and publishes."""
    analyst = made.seats["analyst@riverbend.example"]
    steering = made.seats["steering@riverbend.example"]
    quarter = Quarter.of(local_day(at, made.community.time_zone)).previous
    edition = publishing.build_bulletin(
        community=made.community, quarter=quarter, by=analyst, at=at - timedelta(hours=3)
    )
    edition = publishing.send_for_review(edition=edition, by=analyst, at=at - timedelta(hours=2))
    edition = publishing.approve(edition=edition, by=steering, at=at - timedelta(hours=1))
    publishing.publish(edition=edition, by=steering, at=at - timedelta(minutes=30))


__all__ = ["PASSWORD", "build", "sign_ins"]
