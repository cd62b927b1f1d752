"""A questionnaire becomes a community's profile, and comes back as the same questionnaire."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import Refused
from headwater.exchange.profile import writing
from headwater.exchange.profile.services import import_file, slug_of
from headwater.network.models import Community, ProfileAnswer, ProfileStatement
from headwater.network.profile.kinds import Kind
from headwater.network.profile.questionnaire import questions
from headwater.network.profile.selectors import Profile, profile_of
from tests.cast import Cast
from tests.unit.exchange.questionnaires import SHORT

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
DAY = date(2026, 3, 3)
FICTIONAL = Path(__file__).parents[3] / "src/headwater/stewardship/demo/riverbend-profile.txt"


def imported(text: str, folder: Path) -> Profile:
    """The profile as it stands after a text was imported."""
    file = folder / "profile.txt"
    file.write_text(text, encoding="utf-8")
    done = import_file(file, at=AT)
    return profile_of(Community.objects.get(slug=done.slug), DAY)


def rows() -> tuple[int, int, int, int]:
    """How much is stored."""
    models = (Community, ProfileAnswer, ProfileStatement, Entry)
    return tuple(model.objects.count() for model in models)  # type: ignore[return-value]


def test_every_line_of_the_file_comes_back_in_the_export(tmp_path: Path) -> None:
    text = FICTIONAL.read_text(encoding="utf-8")
    written = writing.as_text(imported(text, tmp_path)).split("\n")
    lost = [line for line in text.split("\n") if line.strip() and line.strip() not in
            {each.strip() for each in written}]  # fmt: skip
    assert lost == []


def test_an_export_brought_in_again_changes_nothing(tmp_path: Path, cast: Cast) -> None:
    # The cast's agencies make a living figure, which must not become part of an answer.
    text = SHORT.replace("Alder Falls Circle of Care", "Riverbend")
    first = imported(text, tmp_path)
    written = writing.as_text(first)
    assert "Living figure (Headwater, 2026-03-03): 8" in written
    again = imported(written, tmp_path)
    assert again.answers == first.answers
    assert writing.as_text(again) == written
    assert writing.as_json(again) == writing.as_json(first)


def test_unanswered_questions_stay_unanswered(tmp_path: Path) -> None:
    profile = imported(FICTIONAL.read_text(encoding="utf-8"), tmp_path)
    assert profile.unanswered == ["website"]
    assert writing.as_json(profile)["website"] is None
    assert "Website address:\n" in writing.as_text(profile)


def test_every_remark_is_a_sentence_about_one_thing(tmp_path: Path) -> None:
    file = tmp_path / "profile.txt"
    file.write_text("For the record\n" + SHORT.replace("Stone", "Stone\n12 Mill Road"), "utf-8")
    remarks = import_file(file, at=AT).remarks
    assert "Line 1 found no place and is kept as it is: For the record" in remarks
    assert "Line 9 found no place and is kept as it is: 12 Mill Road, coordinator" in remarks
    assert "Unanswered: Website address:" in remarks
    assert len([each for each in remarks if each.startswith("Unanswered")]) == 8


def test_a_dry_run_says_the_same_and_stores_nothing(tmp_path: Path) -> None:
    before = rows()
    dry = import_file(FICTIONAL, at=AT, dry_run=True)
    assert rows() == before
    assert import_file(FICTIONAL, at=AT) == dry
    assert rows() > before


def test_a_refused_file_stores_nothing(tmp_path: Path) -> None:
    before = rows()
    for name, text in {
        "letter.txt": "Dear all, see you on Tuesday.",
        "nameless.txt": SHORT.replace("Alder Falls Circle of Care", ""),
        "long.txt": SHORT.replace("Alder Falls Circle of Care", "Alder " * 40),
        "syllabics.txt": SHORT.replace("Alder Falls Circle of Care", "ᐊᐊᐊ"),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(Refused):
            import_file(tmp_path / name, at=AT)
    assert rows() == before


def test_an_update_by_slug_replaces_answers_and_keeps_names_the_file_leaves_out(
    tmp_path: Path,
) -> None:
    named = SHORT.replace(
        "Wilhelmina Stone, coordinator", "Alder Falls Circle of Care │ Cercle d’Alder │ Third"
    )
    first = imported(named, tmp_path).community
    second = imported(SHORT, tmp_path)
    assert second.community.pk == first.pk
    assert (second.community.name_fr, second.community.name_oj) == ("Cercle d’Alder", "Third")
    assert [fact.text for fact in second.of(Kind.CONTACT_PERSON)] == [
        "Wilhelmina Stone, coordinator"
    ]


def test_a_day_of_launch_known_before_outlives_a_file_that_says_only_its_month(
    tmp_path: Path,
) -> None:
    history = "\nHow did your network start?\n\nLaunched in May 2014, slowly.\n"
    community = imported(SHORT + history, tmp_path).community
    assert community.launched == date(2014, 5, 1)
    community.launched = date(2014, 5, 6)
    community.save()
    assert imported(SHORT + history, tmp_path).community.launched == date(2014, 5, 6)
    later = history.replace("2014", "2015")
    assert imported(SHORT + later, tmp_path).community.launched == date(2015, 5, 1)


def test_an_import_is_one_entry_of_the_trail(tmp_path: Path) -> None:
    community = imported(SHORT, tmp_path).community
    entry = Entry.objects.get(action="network.profile_imported")
    assert entry.subject == community.reference


def test_the_profile_as_json_names_every_part(tmp_path: Path) -> None:
    found = writing.as_json(imported(FICTIONAL.read_text(encoding="utf-8"), tmp_path))
    assert list(found) == [
        "slug", "names", "contact", "communities", "agencies", "sectors", "funders", "website",
        "history", "peers", "goals", "activities", "success_factors", "values", "challenges",
        "tips", "unanswered", "unresolved", "unplaced", "living", "preamble", "answers",
    ]  # fmt: skip
    assert found["agencies"] == {"number": 12, "as_of": "2026-03"}
    assert found["names"]["oj"] is None
    assert found["contact"]["email"] == "hello@riverbend.example"
    assert [goal["logic_model"] for goal in found["goals"]] == ["unresolved"] * 3
    assert found["unresolved"] == [{"kind": "goal", "number": n} for n in (1, 2, 3)]
    assert {"name": "policing", "code": "policing"} in found["sectors"]
    assert all(sector["code"] for sector in found["sectors"])
    assert list(found["answers"]) == [question.code for question in questions()]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Côte-des-Érables: table d’intervention", "cote-des-erables-table-d-intervention"),
        ("  A & B  ", "a-b"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_is_made_of_plain_letters(name: str, slug: str) -> None:
    assert slug_of(name) == slug
