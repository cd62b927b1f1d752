"""Deeds on extracts: building one from a page, and asking one for exact numbers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from headwater.audit import trail
from headwater.core.errors import Denied
from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.network.rules import Role

from .build import build

BUILDERS = frozenset({Role.ANALYST, Role.CHAIR})


def may_build(seat: Seat) -> None:
    """Analysts and coordinators build extracts."""
    if not seat.has_role(*BUILDERS):
        raise Denied(_("Analysts and coordinators build extracts."))


def build_anew(*, by: Seat, at: datetime) -> Path:
    """Build a new local extract; older ones end with the next retention run."""
    with acting("extract.build_asked", by=by, at=at):
        may_build(by)
        return build(settings.HOME, at=at)


def note_exact(question: str, identity: str, *, at: datetime) -> None:
    """Write into the trail that exact numbers of a live extract were asked for."""
    trail.record("extract.asked_exactly", at=at, detail={"question": question, "sha256": identity})
