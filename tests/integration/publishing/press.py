"""Editions in every state, reached the way people reach them: an extract is built, then services.

The table discussed a few situations in the first quarter of 2026; it is April now.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from headwater.core.zones import Quarter
from headwater.evidence.extract.build import build
from headwater.publishing import services
from headwater.publishing.models import Edition
from headwater.table.discussions.models import Discussion
from tests.cast import Cast
from tests.integration.visits import Clock
from tests.situations import Situations

QUARTER = Quarter(2026, 1)
APRIL = datetime(2026, 4, 8, 14, 0, tzinfo=UTC)


class Press:
    """Makes editions about the first quarter of 2026; `clock.at` is now."""

    def __init__(self, situations: Situations, clock: Clock, home: Path) -> None:
        self.cast: Cast = situations.cast
        self.situations, self.clock, self.home = situations, clock, home

    def discussed(self, accepted: int = 1, rejected: int = 0) -> list[Discussion]:
        """Situations the table decided in March."""
        found = [self.situations.at_filter_three() for _each in range(accepted)]
        return found + [self.situations.rejected() for _each in range(rejected)]

    def extracted(self) -> None:
        """An extract of April."""
        self.clock.at = max(self.clock.at, APRIL)
        build(self.home, at=self.clock.at)

    def draft(self) -> Edition:
        """A draft by the analyst."""
        return services.build_bulletin(
            community=self.cast.community,
            quarter=QUARTER,
            by=self.cast.analyst,
            at=self.clock.pass_(minutes=1),
        )

    def in_review(self) -> Edition:
        """Sent by its author."""
        edition = self.draft()
        return services.send_for_review(
            edition=edition, by=self.cast.analyst, at=self.clock.pass_(minutes=1)
        )

    def approved(self) -> Edition:
        """Approved by the steering committee."""
        edition = self.in_review()
        return services.approve(
            edition=edition, by=self.cast.steering, at=self.clock.pass_(minutes=1)
        )

    def published(self) -> Edition:
        """Public."""
        edition = self.approved()
        return services.publish(
            edition=edition, by=self.cast.steering, at=self.clock.pass_(minutes=1)
        )

    def superseded(self) -> Edition:
        """Public, and corrected by a later edition."""
        first = self.published()
        self.published()
        first.refresh_from_db()
        return first

    def in_state(self, state: str) -> Edition:
        """An edition in a state, by the state's name."""
        made: Edition = getattr(self, state)()
        return made
