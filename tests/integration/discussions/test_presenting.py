"""The record in plain sentences, in both languages, and only to who may read it."""

from __future__ import annotations

import pytest
from django.utils import translation

from headwater.core.errors import Denied
from headwater.network.rules import FilterThree
from headwater.table.discussions import codes, presenters, services
from headwater.table.discussions.rules import Answer, Decision, State, Verb
from tests.situations import S2, Situations

pytestmark = pytest.mark.django_db


def test_a_discussion_is_told_in_one_sentence(situations: Situations) -> None:
    family = situations.brought()
    assert presenters.sentence(family) == "A family; brought by policing; 6 risk factors."
    person = situations.brought(**S2)
    assert presenters.sentence(person) == "A person, 40 to 59; brought by policing; 2 risk factors."
    person.sex = "female"
    assert presenters.sentence(person).startswith("A person, female, 40 to 59; ")
    with translation.override("fr"):
        assert presenters.sentence(family) == (
            "Une famille\u202f; secteur d’origine\u202f: services policiers\u202f;"
            " 6 facteurs de risque."
        )


def test_a_sector_named_after_a_people_keeps_its_capital(situations: Situations) -> None:
    discussion = situations.brought(by=situations.cast.bystander, factors=["housing.no-access"])
    assert presenters.sentence(discussion) == (
        "A family; brought by Francophone services; 1 risk factor."
    )
    discussion.originating_sector = "2slgbtqi"
    assert "2SLGBTQI+ services" in presenters.sentence(discussion)


def test_what_is_left_of_a_rejection_is_told_without_more(situations: Situations) -> None:
    assert presenters.sentence(situations.rejected()) == (
        "A family; brought by policing; not accepted."
    )


def test_who_sees_only_the_state_reads_only_the_state(situations: Situations) -> None:
    discussion = situations.at_filter_four()
    assert presenters.state_sentence(discussion) == "A situation: at filter four."


def test_the_path_tells_who_is_in_the_room_and_what_may_be_said(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_three()
    banks = presenters.path(discussion, cast.bystander)
    assert [bank.state for bank in banks] == ["passed", "passed", "current", "ahead"]
    assert banks[2].who == "The whole table. Whoever is not needed leaves."
    assert "never written down" in banks[2].said
    discussion.table.filter_three = FilterThree.NO_NAMES
    assert "No name at all" in presenters.path(discussion, cast.bystander)[2].said
    discussion.table.filter_three = FilterThree.SEALED
    assert "opened by those who stay" in presenters.path(discussion, cast.bystander)[2].said


def test_the_path_names_who_stays_only_to_those_who_see_the_record(
    situations: Situations,
) -> None:
    cast = situations.cast
    discussion = situations.at_filter_four()
    shown = presenters.path(discussion, cast.counsellor)[3].who
    assert shown == "Riverbend Counselling leads. Assisting: Riverbend Families."
    hidden = presenters.path(discussion, cast.bystander)[3].who
    assert hidden == "The lead agency and those that assist."
    discussion.assisting.all().delete()
    with translation.override("fr"):
        assert presenters.path(discussion, cast.chair)[3].who == (
            "Organisme responsable\u202f: Counseling de Méandre."
        )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("brought", ["current", "ahead", "ahead", "ahead"]),
        ("decision_proposed", ["passed", "current", "ahead", "ahead"]),
        ("rejected", ["passed", "current", "ahead", "ahead"]),
        ("reopened", ["passed", "passed", "current", "ahead"]),
        ("reported_back", ["passed", "passed", "passed", "current"]),
        ("concluded", ["passed"] * 4),
    ],
)
def test_the_path_shows_where_it_stands(
    situations: Situations, state: str, expected: list[str]
) -> None:
    discussion = situations.in_state(state)
    banks = presenters.path(discussion, situations.cast.chair)
    assert [bank.state for bank in banks] == expected


def test_the_record_is_told_in_words_with_its_drafted_mark(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.at_filter_two(flags=["homelessness"], protective=["prosocial.optimism"])
    discussion = services.propose_decision(
        discussion=discussion,
        revision=discussion.revision,
        findings=dict.fromkeys(codes.criteria(), True),
        accepted=True,
        dissent=[(cast.agency("schools"), "consent-first")],
        by=cast.chair,
        at=situations.tick(),
    )
    discussion = situations._confirmed(discussion)
    told = presenters.record(discussion, cast.counsellor)
    assert next(heading for heading, _labels in told.factors) == "Alcohol"
    assert told.flags[0].text == "Homelessness"
    assert [(each.agency, each.what) for each in told.dissents] == [
        ("Riverbend Schools", "Consent should be asked first")
    ]
    assert [finding.met for finding in told.findings] == [True] * 4
    assert (told.decision, told.decided_how) == ("Accepted", "by consensus")
    assert told.drafted
    assert told.rejection_reason is None


def test_the_record_tells_filter_three_and_the_end(situations: Situations) -> None:
    discussion = situations.concluded()
    told = presenters.record(discussion, situations.cast.chair)
    assert [(each.agency, each.what) for each in told.answers] == [
        ("Riverbend Counselling", "Involved already"),
        ("Riverbend Families", "Can help"),
        ("Riverbend Housing", "Not needed"),
    ]
    assert [(each.agency, each.basis.text, each.not_sought) for each in told.disclosures] == [
        ("Riverbend Police", "The person agreed", None)
    ]
    assert (told.lead, told.assisting) == ("Riverbend Counselling", ["Riverbend Families"])
    assert told.conclusion is not None
    assert told.conclusion.heading == "Overall risk lowered"


def test_corrections_are_told_as_dated_lines(situations: Situations) -> None:
    discussion = situations.concluded()
    who = {"by": situations.cast.chair, "at": situations.tick()}
    discussion = services.correct(
        discussion=discussion,
        revision=discussion.revision,
        field="factors",
        now="housing.transient",
        reason="learned-later",
        **who,
    )
    discussion = services.reopen(discussion=discussion, reason="concluded_by_mistake", **who)
    lines = presenters.record(discussion, situations.cast.chair).entries
    assert lines[0].now.startswith("Housing: ")
    assert [(line.field, line.was, line.reason) for line in lines[1:]] == [
        ("conclusion", "Connected to services in this community", "It was concluded by mistake")
    ]


def test_what_is_left_of_a_rejection_is_told_to_the_chair(situations: Situations) -> None:
    told = presenters.record(situations.rejected(), situations.cast.chair)
    assert told.rejection_reason is not None
    assert told.rejection_reason.text == "One agency can address the risk alone"
    assert (told.factors, told.findings, told.decided_at) == ([], [], None)


def test_the_record_is_not_told_to_who_may_not_read_it(situations: Situations) -> None:
    with pytest.raises(Denied):
        presenters.record(situations.at_filter_four(), situations.cast.bystander)


def test_every_state_answer_decision_and_verb_has_words() -> None:
    for words, members in (
        (presenters.state_label, State),
        (presenters.answer_label, Answer),
        (presenters.decision_label, Decision),
        (presenters.verb_label, Verb),
    ):
        said = {words(member) for member in members}
        assert len(said) == len(list(members))


def test_a_code_of_no_known_version_stands_for_itself() -> None:
    assert presenters.marked(codes.FACTORS, "older.code").text == "older.code"
    assert presenters.label(codes.CRITERIA, "several-sectors") == "More than one sector is needed"


def test_choices_follow_the_list_in_force() -> None:
    assert len(presenters.choices(codes.CRITERIA)) == 4
    assert [code for code, _words in presenters.choices(codes.AGE_GROUPS, ["0-17"])] == ["0-17"]
