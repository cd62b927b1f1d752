"""What allows an agency to say a name, what it disclosed, and who answers for which record."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from headwater.core.errors import Refused
from headwater.network.models import Agency, Seat
from headwater.table.discussions import codes, presenters, schedule, selectors, services
from headwater.table.meetings import services as meetings
from headwater.table.screening import periods
from headwater.vault.rules import Purpose
from headwater.vault.schedules import schedules
from headwater.vocabulary import registry
from tests.integration.visits import Visit
from tests.situations import Situations

pytestmark = pytest.mark.django_db
BASES = registry.current("legal_bases")
ACTS = [entry for entry in BASES if entry.get("kind") == "without-consent"]


def _page(visit: Visit, seat: Seat | None, address: str) -> str:
    answer = visit(seat).get(address)
    assert answer.status_code == 200, address
    main = answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def _pairs() -> Iterator[tuple[str, str]]:
    for kind in registry.current("agency_types"):
        for basis in ACTS:
            if kind.code not in basis.get("applies_to", ()):  # type: ignore[operator]
                yield kind.code, basis.code


def test_no_agency_is_offered_what_does_not_apply_to_its_type() -> None:
    for kind, basis in _pairs():
        assert basis not in codes.bases_for(Agency(agency_type=kind), youth=True), (kind, basis)


def test_each_act_is_offered_to_each_type_it_names_and_says_where_it_is_written() -> None:
    for basis in ACTS:
        for kind in basis.get("applies_to", ()):  # type: ignore[attr-defined]
            assert basis.code in codes.bases_for(Agency(agency_type=kind), youth=True)
        assert basis.get("law") and basis.get("standing") in ("drafted", "to-be-checked")
        assert basis.reviewer is None and basis.drafted
        if basis.get("section"):
            assert str(basis.get("source_url")).startswith("https://")
            assert basis.get("act_en") and basis.get("act_fr")


@pytest.mark.parametrize("basis", ["act.phipa-40-1", "act.fippa-42-1-h", "act.cyfsa-292"])
def test_a_basis_of_another_type_of_agency_is_refused(situations: Situations, basis: str) -> None:
    discussion = situations.at_filter_three()
    with pytest.raises(Refused, match="Without a basis the name stays closed"):
        _disclose(situations, discussion, basis=basis)


def _disclose(situations: Situations, discussion: Any, **changes: Any) -> Any:
    usual: dict[str, Any] = {
        "discussion": discussion,
        "agency": situations.cast.agency("police"),
        "basis": "consent.person",
        "consent_state": "given",
        "kinds": ("name", "where-to-find"),
        "by": situations.cast.representative,
        "at": situations.tick(),
    }
    return services.record_disclosure(**(usual | changes))


def test_a_kind_must_be_one_of_the_list_and_there_is_one(situations: Situations) -> None:
    discussion = situations.at_filter_three()
    for kinds in ((), ("shoe-size",)):
        with pytest.raises(Refused) as refusal:
            _disclose(situations, discussion, kinds=kinds)
        assert refusal.value.field == "kinds"


def test_the_register_shows_an_agency_its_own_and_the_officer_codes_alone(
    situations: Situations, visit: Visit
) -> None:
    cast, discussion = situations.cast, situations.at_filter_three()
    _disclose(situations, discussion)
    own = _page(visit, cast.representative, "/en/table/disclosures")
    for words in ("Name, Where to find the person", "The person agreed", discussion.reference):
        assert words in own
    assert "Riverbend Counselling" in own  # who heard it
    officer = _page(visit, cast.privacy_officer, "/en/table/disclosures")
    assert "Name, Where to find the person" in officer and "Riverbend Police" in officer
    assert discussion.reference not in officer and "Riverbend Counselling" not in officer
    assert "disclosed nothing yet" in _page(visit, cast.counsellor, "/en/table/disclosures")
    assert "Registre des divulgations" in _page(visit, cast.counsellor, "/fr/table/disclosures")


def test_who_stepped_out_does_not_find_it_in_the_register(situations: Situations) -> None:
    discussion = situations.at_filter_three()
    _disclose(situations, discussion)
    cast = situations.cast
    assert [row.discussion for row in selectors.register_of(cast.representative)] == [discussion]
    for seat in (cast.recused, cast.other_table, cast.chair, cast.analyst, cast.steering):
        assert not selectors.register_of(seat).exists()


def test_the_law_page_shows_one_s_own_pack_and_marks_what_nobody_signed(
    situations: Situations, visit: Visit
) -> None:
    cast = situations.cast
    police = _page(visit, cast.representative, "/en/table/law")
    assert "MFIPPA, s. 32 (h) drafted" in police and "CSPA, s. 80 (1) to be checked" in police
    assert "PHIPA" not in police and "school board" not in police
    assert "school board" in _page(visit, cast.alternate, "/en/table/law")
    whole = _page(visit, cast.privacy_officer, "/en/table/law")
    assert "PHIPA, s. 40 (1)" in whole and "For: Hospital" in whole
    assert "LAIMPVP, al. 32 h) ébauche" in _page(visit, cast.representative, "/fr/table/law")


def test_the_map_agrees_with_the_schedules_that_destroy() -> None:
    """The words people read and the days the program counts are two places: they must not part."""
    kept = {kind.code: kind.retention for kind in presenters.accountability()}
    plan = schedules()[Purpose.PLAN_RESPONSE]
    assert f"{plan.after_last_grant_days} days after" in kept["plan"]
    assert f"latest {plan.longest_days} days" in kept["plan"]
    assert f"{schedule.unheard().days} days" in kept["coded-record"]
    own = tomllib.loads(Path(periods.__file__).with_name("periods.toml").read_text("utf-8"))
    assert f"{own['screening']['default_days']} days" in kept["screening"]
    with translation.override("fr"):
        french = {kind.code: kind.retention for kind in presenters.accountability()}
    assert f"{plan.longest_days} jours" in french["plan"]
    assert set(french) == set(kept)


def test_who_is_kept_out_finds_it_in_no_register_in_any_seat(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_three()
    _disclose(situations, discussion)
    assert selectors.register_of(cast.agency_lead).count() == 1
    meetings.keep_out(subject=discussion.reference, table=cast.table, seats=[cast.agency_lead])
    assert not selectors.register_of(cast.agency_lead).exists()
