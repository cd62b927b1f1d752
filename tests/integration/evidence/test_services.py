"""Building an extract as a deed of a seat."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import Denied
from headwater.evidence.extract import services
from headwater.evidence.extract.selectors import was_built_here
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
BUILDERS = ("chair", "second_chair", "analyst")
OTHERS = ("representative", "steering", "privacy_officer", "administrator", "evaluator")


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.EXTRACTS = tmp_path / "extracts"
    return tmp_path


@pytest.mark.parametrize("name", BUILDERS)
def test_analysts_and_coordinators_build(cast: Cast, home: Path, name: str) -> None:
    seat = cast.seat(name)
    assert seat
    built = services.build_anew(by=seat, at=AT)
    assert built.parent == home / "extracts"
    asked = Entry.objects.get(action="extract.build_asked")
    assert (asked.seat, asked.outcome) == (seat.reference, "done")


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_refused_and_nothing_is_built(cast: Cast, home: Path, name: str) -> None:
    seat = cast.seat(name)
    assert seat
    with pytest.raises(Denied, match="build extracts"):
        services.build_anew(by=seat, at=AT)
    assert not (home / "extracts").exists()
    assert Entry.objects.get(action="extract.build_asked").outcome == "refused"


def test_asking_exactly_leaves_a_trace_and_no_content(cast: Cast) -> None:
    services.note_exact("factors", "a" * 64, at=AT)
    entry = Entry.objects.get(action="extract.asked_exactly")
    assert json.loads(entry.detail) == {"question": "factors", "sha256": "a" * 64}
    assert not was_built_here("a" * 64)
