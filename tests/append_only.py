"""Lets a test that really commits empty the database afterwards, trail included.

The trail's triggers refuse every deletion, the one that cleans up after such a test too. They
are lifted for that moment alone and put back before the next test begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from headwater.audit import anchors, guards


@pytest.fixture(autouse=True, scope="session")
def trail_emptied_between_tests() -> Iterator[None]:
    """Wrap Django's clean-up of committing tests."""
    clean_up = TransactionTestCase._fixture_teardown

    def without_guards(self: TransactionTestCase, *args: Any) -> None:
        guards.remove(connection)
        try:
            clean_up(self, *args)
        finally:
            guards.install(connection)
            for anchor in anchors.folder().glob("*.json"):
                anchor.unlink()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_guards)
        yield
