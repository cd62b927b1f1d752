"""From answers to facts: what is read, what is left alone, and what finds no place."""

from __future__ import annotations

import pytest
from hypothesis import given

from headwater.exchange.profile.placing import as_of, listed, place
from headwater.exchange.profile.reading import read
from headwater.network.profile.kinds import Kind
from headwater.network.profile.sectors import sector_code
from tests.unit.exchange.questionnaires import SHORT, filled, texts


def facts(kind: Kind, **answers: str) -> list[str]:
    """The texts of one kind of fact in a form with these answers."""
    return [fact.text for fact in place(filled(**answers)).facts if fact.kind is kind]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("23 as of May 2015", "2015-05"),
        ("since DECEMBER 1999 and 2001", "1999-12"),
        ("in 2014", "2014"),
        ("by May", ""),
        ("12345", ""),
    ],
)
def test_dates_are_months_or_years(text: str, found: str) -> None:
    assert as_of(text) == found


def test_a_sentences_list_becomes_its_members() -> None:
    assert listed("Honesty, Patience; Courage,\n and Care and Humility.") == [
        "Honesty",
        "Patience",
        "Courage",
        "Care",
        "Humility",
    ]


def test_names_in_three_languages_stand_between_bars() -> None:
    placed = place(filled(name="A", contact="Jo Alder\nA │ B│C | D"))
    assert placed.names == {"en": "A", "fr": "B", "oj": "C"}
    assert [line for _n, line in placed.unplaced] == ["D"]


def test_the_title_names_a_network_that_left_its_name_out() -> None:
    unnamed = read(SHORT.replace("name: Alder Falls Circle of Care", "name:"))
    assert place(unnamed).names == {"en": "Alder Falls Circle of Care"}


@pytest.mark.parametrize(
    ("line", "person", "phone", "email"),
    [
        ("Jo Alder, MSW", ["Jo Alder, MSW"], [], []),
        ("tel│tél: 705.555.0142, ext. 12", [], ["705.555.0142, ext. 12"], []),
        ("(705) 555-0142", [], ["(705) 555-0142"], []),
        ("Jo Alder, jo@alder.example.", ["Jo Alder"], [], ["jo@alder.example"]),
        ("Courriel : jo@alder.example / Tél. : 705 555-0142 poste 3", [],
         ["705 555-0142 poste 3"], ["jo@alder.example"]),
    ],
)  # fmt: skip
def test_a_contact_line_gives_person_and_ways_to_reach_them(
    line: str, person: list[str], phone: list[str], email: list[str]
) -> None:
    assert facts(Kind.CONTACT_PERSON, contact=line) == person
    assert facts(Kind.CONTACT_PHONE, contact=line) == phone
    assert facts(Kind.CONTACT_EMAIL, contact=line) == email


def test_a_second_line_about_the_contact_is_told_with_its_number() -> None:
    placed = place(read(SHORT.replace("coordinator", "coordinator\n12 Mill Road")))
    assert placed.unplaced == [(8, "12 Mill Road")]


def test_lines_above_the_form_are_told_with_their_number() -> None:
    placed = place(read("For the record\n" + SHORT))
    assert placed.unplaced == [(1, "For the record")]


@pytest.mark.parametrize(
    ("answer", "number", "since"),
    [
        ("23 as of May 2015", 23, "2015-05"),
        ("As of May 2015, 23 agencies", 23, "2015-05"),
        ("over 40", 40, ""),
    ],
)
def test_the_number_of_agencies_is_not_taken_from_its_date(
    answer: str, number: int, since: str
) -> None:
    (fact,) = [f for f in place(filled(agencies=answer)).facts if f.kind is Kind.AGENCY_COUNT]
    assert (fact.number, fact.as_of, fact.text) == (number, since, answer)


def test_an_answer_without_a_number_of_agencies_finds_no_place() -> None:
    placed = place(filled(agencies="many, since May 2015"))
    assert [line for _n, line in placed.unplaced] == ["many, since May 2015"]


def test_sectors_are_split_but_not_inside_their_own_names() -> None:
    told = (
        "The circle includes health & beauty, Mental health and Addictions, police and  justice "
        "sector organizations. We meet weekly."
    )
    assert facts(Kind.SECTOR, sectors=told) == [
        "health & beauty",
        "Mental health and Addictions",
        "police",
        "justice",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Policing", "policing"),
        ("police", "policing"),
        ("aboriginal", "indigenous"),
        ("Santé mentale et dépendances", "mental-health-addictions"),
        ("canoe building", None),
    ],
)
def test_sectors_are_known_by_code_label_and_common_name(name: str, code: str | None) -> None:
    assert sector_code(name) == code


def test_a_funder_named_twice_is_one_and_carries_the_documents_date() -> None:
    placed = place(
        filled(
            sectors="Funded by the Mill Fund and Lake Trust, the circle includes health.",
            history="The circle is funded by the mill fund and the\nHill Society (2012).",
            agencies="9 as of April 2024",
        )
    )
    found = [(f.text, f.as_of) for f in placed.facts if f.kind is Kind.FUNDER]
    assert found == [
        ("Mill Fund", "2024-04"),
        ("Lake Trust", "2024-04"),
        ("Hill Society (2012)", "2012"),
    ]


def test_history_gives_launch_lineage_and_peers_across_line_breaks() -> None:
    told = (
        "Launched in\nMay 2014, it follows a model that originated in Alba and has since been "
        "replicated across Nova Terra.\n\nSimilar models are operating in Alder,\nBirch and Cedar "
        "and are being developed in other communities including Dune and Elm"
    )
    answers = {"history": told, "agencies": "9 as of April 2024"}
    assert facts(Kind.LAUNCHED, **answers) == ["Launched in May 2014"]
    assert facts(Kind.LINEAGE, **answers) == ["Alba", "Nova Terra"]
    assert facts(Kind.PEER_OPERATING, **answers) == ["Alder", "Birch", "Cedar"]
    assert facts(Kind.PEER_DEVELOPING, **answers) == ["Dune", "Elm"]


def test_goals_are_the_numbered_lines_without_the_links_they_point_at() -> None:
    goals = (
        "We have goals:\n\n  1. People are safe. See logic model here.\n"
        "  2) Agencies learn\n     together.\n\nThat is all."
    )
    placed = place(filled(goals=goals))
    found = [(f.text, f.unresolved) for f in placed.facts if f.kind is Kind.GOAL]
    assert found == [("People are safe.", True), ("Agencies learn together.", False)]


def test_a_link_elsewhere_is_unresolved_and_its_words_stay() -> None:
    answers = {"tips": "Begin early. See our handbook here.\n\nYou can see the change here too."}
    found = [(f.text, f.unresolved) for f in place(filled(**answers)).facts if f.kind is Kind.TIP]
    assert found == [
        ("Begin early. See our handbook here.", True),
        ("You can see the change here too.", False),
    ]


def test_values_are_read_from_where_they_are_told() -> None:
    told = "1. Time.\n2. The values of Honesty, Courage and Care guide us."
    assert facts(Kind.VALUE, success_factors=told) == ["Honesty", "Courage", "Care"]
    assert facts(Kind.SUCCESS_FACTOR, success_factors=told) == [
        "Time.",
        "The values of Honesty, Courage and Care guide us.",
    ]


@given(texts())
def test_any_form_at_all_can_be_placed(text: str) -> None:
    placed = place(read(text))
    assert set(placed.names) >= {"en"}
    assert all(fact.text.strip() for fact in placed.facts)
    lines = text.split("\n")
    assert all(line in lines[number - 1] for number, line in placed.unplaced)
