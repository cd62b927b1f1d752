"""Every state can be reached through services, and only by them."""

from __future__ import annotations

import pytest

from headwater.table.discussions.rules import State
from tests.situations import Situations

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_reached_through_services(situations: Situations, state: State) -> None:
    discussion = situations.in_state(state)
    discussion.refresh_from_db()
    assert discussion.state == state
