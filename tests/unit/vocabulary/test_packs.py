"""What is shipped: complete in both languages, marked as drafted, and never renumbered."""

import re
from itertools import pairwise

import pytest

from headwater.vocabulary import registry
from headwater.vocabulary.lists import Entry

NAMES = registry.names()
# The same word in both languages, looked at one by one.
SAME_WORD = {
    "alcohol", "criminal.homicide", "gangs", "justice", "suicide", "group.none",
}  # fmt: skip
COUNTS = {
    "risk_factors": 107,
    "risk_factor_categories": 27,
    "protective_factors": 50,
    "study_flags": 29,
    "criteria": 4,
    "discussion_types": 4,
}


def texts(entry: Entry, lang: str) -> list[str]:
    found = [entry.label(lang), entry.definition(lang)]
    return [*found, *(str(v) for k, v in entry.attributes.items() if k.endswith(f"_{lang}"))]


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_a_list_has_the_entries_its_source_counts(name: str, count: int) -> None:
    assert len(registry.current(name)) == count


def test_ten_risk_factors_and_31_protective_factors_were_seen_in_the_booklet() -> None:
    for name, count in (("risk_factors", 10), ("protective_factors", 31)):
        seen = registry.current(name)
        assert sum(entry.provenance == "booklet-3-appendix-f" for entry in seen) == count


def test_each_risk_factor_has_a_definition_in_both_languages() -> None:
    for entry in registry.current("risk_factors"):
        assert entry.definition("en")
        assert entry.definition("fr")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_shipped_claims_a_reviewer_and_all_french_is_drafted(name: str) -> None:
    for entry in registry.current(name):
        assert entry.reviewer is None
        assert entry.drafted_in("fr")


@pytest.mark.parametrize("name", NAMES)
def test_french_keeps_its_typography(name: str) -> None:
    found = registry.current(name)
    everything = [found.title("fr"), *(text for entry in found for text in texts(entry, "fr"))]
    for text in everything:
        assert "'" not in text
        assert not re.search(r"[^\u202f][;:?!»]", text), text


@pytest.mark.parametrize("name", NAMES)
def test_english_uses_real_apostrophes(name: str) -> None:
    assert not [t for e in registry.current(name) for t in texts(e, "en") if "'" in t]


@pytest.mark.parametrize("name", NAMES)
def test_a_french_label_is_not_the_english_one(name: str) -> None:
    same = {e.code for e in registry.current(name) if e.label("en") == e.label("fr")}
    assert same <= SAME_WORD | {"francophone", "other"}


@pytest.mark.parametrize("name", NAMES)
def test_no_label_names_a_person_by_a_problem(name: str) -> None:
    for entry in registry.current(name):
        assert not re.search(
            r"\b(addict|offender|abuser|victims? of circumstance)\b", entry.label_en
        )


def test_age_bands_meet_without_gap_or_overlap() -> None:
    ages = registry.current("age_groups")
    for scheme in ("narrow", "wide"):
        bands = ages.where(scheme=scheme)
        assert bands[0].get("from_age") == 0
        assert bands[-1].get("to_age") is None
        for before, after in pairwise(bands):
            assert after.get("from_age") == int(str(before.get("to_age"))) + 1


def test_each_narrow_band_lies_within_its_wide_band() -> None:
    ages = registry.current("age_groups")
    for band in ages.where(scheme="narrow"):
        wide = ages[str(band.get("wide"))]
        assert int(str(wide.get("from_age"))) <= int(str(band.get("from_age")))
        assert int(str(band.get("to_age", 999))) <= int(str(wide.get("to_age", 999)))


def test_indigenous_services_are_marked_as_a_proxy_of_identity() -> None:
    assert registry.current("sectors")["indigenous"].get("proxy_of") == "indigenous-identity"
    services = registry.current("services").where(sector="indigenous")
    assert services
    assert all(each.get("proxy_of") == "indigenous-identity" for each in services)


def test_a_service_that_could_not_be_had_is_a_gap_of_a_known_kind() -> None:
    states = registry.current("mobilization_states")
    gaps = {e.code: e.get("gap_kind") for e in states if e.get("gap_kind")}
    assert gaps == {
        "waitlisted": "wait-too-long",
        "no-capacity": "no-capacity",
        "not-eligible": "not-eligible",
        "not-available": "does-not-exist",
    }
    assert not any(states[code].get("connected") for code in gaps)


def test_the_duty_to_report_a_child_names_its_act_and_is_not_settled_by_not_sure() -> None:
    duty = registry.current("duties")["child-protection"]
    assert duty.get("section") == "125"
    assert "2017" in str(duty.get("act_en"))
    assert duty.reviewer is None
    assert registry.current("duty_answers")["not-sure"].get("settles") is False


def test_every_disclosure_without_consent_names_who_may_rely_on_it() -> None:
    for basis in registry.current("legal_bases").where(kind="without-consent"):
        assert basis.get("applies_to"), basis.code
        assert basis.get("section") or basis.code == "other.first-nation-law"


def test_every_agency_type_has_a_ground_beside_consent_or_is_told_there_is_none() -> None:
    bases = registry.current("legal_bases")
    covered = {code for basis in bases for code in basis.get("applies_to", ())}  # type: ignore[attr-defined]
    assert set(registry.current("agency_types").codes) <= covered


def test_a_released_pack_keeps_its_codes_and_positions() -> None:
    """A code of a released pack is never renamed, removed or moved: write a new release instead."""
    assert registry.digest("2026-1") == "f4c12c4c"
