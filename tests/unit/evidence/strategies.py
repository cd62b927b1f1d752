"""Random small extracts: few codes, so that values meet, and every kind of row."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from . import extracts

# Positions in all three words, and two of one category.
POSITIONS = (0, 1, 7, 40, 52, 53, 60, 99, 105, 106)
_CONCLUSIONS = (
    (None, None),
    ("risk-lowered", "risk-lowered.connected-here"),
    ("risk-lowered", "risk-lowered.informed"),
    ("other", "other.relocated"),
)
_opened = st.dates(date(2025, 10, 1), date(2026, 3, 31))
_types = st.sampled_from(("person", "family"))
_sectors = st.sampled_from(("policing", "health", "housing"))


@st.composite
def accepted_rows(draw: st.DrawFn) -> dict[str, Any]:
    """An accepted discussion."""
    type_ = draw(_types)
    person = type_ == "person"
    group, reason = draw(st.sampled_from(_CONCLUSIONS))
    contact = draw(st.sampled_from((None, 4.0, 20.0, 31.5)))
    return extracts.accepted(
        table_code=draw(st.sampled_from(("north", "south"))),
        opened=draw(_opened),
        type=type_,
        age_group=draw(st.sampled_from(("12-17", "25-29"))) if person else None,
        sex=draw(st.sampled_from(("female", "male"))) if person else None,
        conclusion_group=group,
        conclusion_reason=reason,
        originating_sector=draw(_sectors),
        lead_sector=draw(st.one_of(st.none(), _sectors)),
        assisting_sectors=sorted(draw(st.sets(_sectors))),
        factors=sorted(draw(st.sets(st.sampled_from(POSITIONS), max_size=5))),
        protective=sorted(draw(st.sets(st.sampled_from((0, 3, 49)), max_size=2))),
        flags=sorted(draw(st.sets(st.sampled_from((0, 5, 28)), max_size=2))),
        gaps=sorted(draw(st.sets(st.sampled_from((0, 2)), max_size=2))),
        services=[
            {"service": service, "sector": "health", "state": state}
            for service, state in sorted(
                draw(
                    st.sets(
                        st.tuples(
                            st.sampled_from(("counselling", "home-care")),
                            st.sampled_from(("offered", "connected")),
                        ),
                        max_size=3,
                    )
                )
            )
        ],
        contact_hours=contact,
        observed_hours=400.0,
        police_at_door=draw(st.sampled_from((None, True, False))),
    )


@st.composite
def rejected_rows(draw: st.DrawFn) -> dict[str, Any]:
    """A rejected discussion."""
    return extracts.rejected(
        table_code=draw(st.sampled_from(("north", "south"))),
        opened=draw(_opened),
        type=draw(_types),
        originating_sector=draw(_sectors),
        rejection_reason=draw(st.sampled_from(("single-agency", "already-connected"))),
    )


rows = st.lists(
    st.one_of(accepted_rows(), accepted_rows(), accepted_rows(), rejected_rows()),
    min_size=1,
    max_size=40,
)
