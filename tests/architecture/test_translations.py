"""French is complete and lies where Django looks for it."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.urls import resolve
from django.utils import translation

from headwater.config.launch import catalogues
from headwater.config.launch.messages import messages_by_room
from tests.architecture.house import SOURCE, place, report


def test_every_text_has_good_french() -> None:
    found = catalogues.findings()
    assert not found, report(found)


def test_every_catalogue_lies_where_django_reads_it() -> None:
    read = {Path(config.path) / "locale" for config in apps.get_app_configs()}
    read |= {Path(path) for path in settings.LOCALE_PATHS}
    offenders = [
        place(path)
        for path in SOURCE.rglob("locale/*/LC_MESSAGES/*.po")
        if path.parents[2] not in read
    ]
    assert not offenders, report(offenders)


def test_texts_are_found_in_every_floor_that_speaks() -> None:
    """Guards the guard: a scan that finds nothing would find nothing missing."""
    rooms = {catalogues.room_name(room) for room in messages_by_room()}
    assert {"core", "network", "table/discussions"} <= rooms


def test_every_page_has_an_address_in_both_languages() -> None:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            assert resolve(f"/{language}/"), language
