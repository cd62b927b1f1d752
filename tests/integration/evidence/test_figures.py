"""Pages of figures through HTTP: who sees them, what an address chooses, what stays hidden."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from headwater.audit.models import Entry
from headwater.evidence.questions import QUESTIONS
from headwater.network.models import Community, Seat
from tests.cast import CAST, Cast
from tests.extracts import BUILT, accepted, rejected, rows_of, write_extract
from tests.integration.evidence.conftest import History

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
SignIn = Callable[[Seat | None], Client]

READERS = {
    "representative",
    "alternate",
    "counsellor",
    "child_worker",
    "housing_worker",
    "bystander",
    "agency_lead",
    "chair",
    "second_chair",
    "analyst",
    "evaluator",
    "steering",
    "data_steward",
    "recused",
    "other_table",
    "lapsed",
}
BUILDERS = {"chair", "second_chair", "analyst"}


def _rows() -> list[dict[str, Any]]:
    """Half a year: 40 accepted at our table (3 of them with one rare factor), 6 rejected; 9 at
    the sister table."""
    rows = []
    for number in range(40):
        factors = ["housing.no-access"] if number % 2 else ["alcohol.abuse-in-home"]
        factors += ["suicide.current-risk"] if number < 3 else []
        factors += ["physical-health.disability"] if number < 12 else []
        concluded = {"conclusion_group": "risk-lowered"} if number % 4 else {}
        sexes = {"sex": "female" if number % 3 else "male", "age_group": "40-59"}
        rows.append(accepted(f"2026-{number % 6 + 1:02}-10", factors=factors, **concluded, **sexes))
    rows += [rejected(f"2026-{month:02}-11") for month in (1, 1, 2, 3, 4, 5)]
    rows += [accepted("2026-02-05", table="riverbend/upstream")] * 9
    return rows


@pytest.fixture
def extracts(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.EXTRACTS = tmp_path / "extracts"
    return tmp_path / "extracts"


@pytest.fixture
def figures(extracts: Path) -> Path:
    """A build of the two tables of Riverbend."""
    return write_extract(extracts, _rows())


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _file(client: Client, name: str, query: str = "", language: str = "en") -> list[dict[str, str]]:
    answer = client.get(f"/{language}/figures/{name}.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", CAST)
def test_who_sees_figures(figures: Path, cast: Cast, signed_in: SignIn, name: str) -> None:
    client = signed_in(cast.seat(name))
    for address in ("", "factors", "factors.csv"):
        answer = client.get(f"/en/figures/{address}")
        if name == "anonymous":
            assert answer.status_code == 302
            assert "/en/figures/" in answer["Location"]
        else:
            assert answer.status_code == (200 if name in READERS else 403), address


@pytest.mark.parametrize("name", CAST)
def test_who_builds_an_extract(
    extracts: Path,
    cast: Cast,
    signed_in: SignIn,
    story_clock: Callable[[datetime], None],
    name: str,
) -> None:
    story_clock(BUILT)
    client = signed_in(cast.seat(name))
    answer = client.post("/en/figures/build")
    if name in BUILDERS:
        assert (answer.status_code, answer["Location"]) == (302, "/en/figures/")
        assert len(list(extracts.iterdir())) == 1
    else:
        assert answer.status_code == (302 if name == "anonymous" else 403)
        assert not extracts.exists()
    assert client.get("/en/figures/build").status_code == 405 or name not in READERS


def test_who_may_not_build_sees_a_button_that_says_why(
    figures: Path, cast: Cast, signed_in: SignIn
) -> None:
    reason = "Analysts and coordinators build extracts."
    assert reason not in _page(signed_in(cast.analyst), "/en/figures/")
    page = _page(signed_in(cast.representative), "/en/figures/")
    assert "Build a new extract" not in page or 'action="/en/figures/build"' not in page


def test_the_front_page_answers_four_questions_with_sentence_chart_table_and_file(
    figures: Path, cast: Cast, signed_in: SignIn
) -> None:
    page = _page(signed_in(cast.chair), "/en/figures/")
    assert page.count('class="hw-figure"') == 4
    assert page.partition("<main")[2].count("<svg") == 4
    assert page.count("<table") == 4
    assert page.count(".csv?") == 4
    assert "46 situations came to the table" in page
    assert "From the extract of" in page
    assert "Not for publication" in page


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_each_question_has_a_page_and_a_file_in_both_languages(
    figures: Path, cast: Cast, signed_in: SignIn, name: str, language: str
) -> None:
    client = signed_in(cast.analyst)
    page = _page(client, f"/{language}/figures/{name}")
    _Reader.check(page, language)
    assert f"/{language}/figures/{name}.csv?" in page
    for row in _file(client, name, language=language):
        assert row["status"] in {"shown", "protected", "too few"}
        if row["status"] != "shown":
            assert row["n"] == row["value"] == row["low"] == row["high"] == ""
        else:
            assert row["n"] == "0" or int(row["n"]) >= 5


class _Reader(HTMLParser):
    """What a checker of accessibility would look for in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[str] = []
        self.headings: list[int] = []
        self.tables = self.captions = self.unscoped = 0
        self.styles: list[str] = []
        self.hidden_depth = 0
        self.bare_pictures = 0
        self.language = ""

    @classmethod
    def check(cls, page: str, language: str) -> None:
        found = cls()
        found.feed(page)
        assert found.language == language
        assert len(found.ids) == len(set(found.ids))
        assert set(found.fields) <= found.labels
        assert found.headings.count(1) == 1
        steps = zip(found.headings, found.headings[1:], strict=False)
        assert all(later <= earlier + 1 for earlier, later in steps)
        assert found.tables == found.captions
        assert found.unscoped == 0
        assert found.styles == []
        assert found.bare_pictures == 0

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        facts = dict(given)
        self.ids += [facts["id"]] if facts.get("id") else []  # type: ignore[list-item]
        if tag == "html":
            self.language = facts.get("lang") or ""
        if tag == "label":
            self.labels.add(facts.get("for") or "")
        if tag in {"select", "input"} and facts.get("type") != "hidden":
            self.fields.append(facts.get("id") or "nameless")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.unscoped += tag == "th" and "scope" not in facts
        if "style" in facts or tag == "style" or any(name.startswith("on") for name in facts):
            self.styles.append(tag)
        if tag == "div":
            self.hidden_depth += 1 if facts.get("aria-hidden") == "true" or self.hidden_depth else 0
        if tag == "svg" and not self.hidden_depth:
            self.bare_pictures += facts.get("aria-hidden") != "true" and facts.get("role") != "img"

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.hidden_depth:
            self.hidden_depth -= 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_front_page_can_be_read_by_everyone(
    figures: Path, cast: Cast, signed_in: SignIn, language: str
) -> None:
    _Reader.check(_page(signed_in(cast.chair), f"/{language}/figures/"), language)
    _Reader.check(_page(signed_in(cast.chair), f"/{language}/figures/trend"), language)


def test_the_french_pages_hold_no_english(figures: Path, cast: Cast, signed_in: SignIn) -> None:
    text = _text(_page(signed_in(cast.chair), "/fr/figures/"))
    assert "Notre table d’intervention en chiffres" in text
    assert "Table de Méandre" in text
    for english in ("protected", "Discussions of", "Share", "Build a new", "How we know", "Show "):
        assert english not in text


def test_numbers_below_the_threshold_are_hidden_and_what_gives_them_away(
    figures: Path, cast: Cast, signed_in: SignIn
) -> None:
    client = signed_in(cast.chair)
    quarter = "?from=2026-01&to=2026-03"
    factors = {row["factor"]: row for row in _file(client, "factors", quarter)}
    assert factors["suicide.current-risk"]["status"] == "protected"
    assert factors["physical-health.disability"]["n"] == "6"
    # Four were rejected; of 25 decided, 21 accepted would tell it.
    decisions = {row["decision"]: row for row in _file(client, "decisions", quarter)}
    assert decisions["rejected"]["status"] == "protected"
    trend = _file(client, "trend", quarter)
    page = _page(client, f"/en/figures/{quarter}")
    for row in (factors["suicide.current-risk"], decisions["rejected"]):
        assert row["n"] == ""
    total = trend[0]["of"]
    accepted_shown = factors["physical-health.disability"]["of"]
    assert not (total and accepted_shown), "25 decided and 21 accepted tell the 4 rejected"
    assert "protected" in page


@pytest.mark.parametrize("name", ["trend", "decisions", "factors", "conclusions"])
def test_a_file_and_a_questions_own_page_show_what_the_front_page_shows(
    figures: Path, cast: Cast, signed_in: SignIn, name: str
) -> None:
    client = signed_in(cast.chair)
    front = _tables(_page(client, "/en/figures/"))
    own = _tables(_page(client, f"/en/figures/{name}"))
    (table,) = own.values()
    (caption,) = own
    assert [row for row in front[caption] if row in table] == front[caption]
    shown = {
        row["n"]
        for row in _file(client, name)
        if row["status"] == "shown" and (name != "factors" or row["n"] != "0")
    }
    assert {row[-3] if name != "trend" else row[-1] for row in table} - {"protected"} == shown


def _tables(page: str) -> dict[str, list[list[str]]]:
    """Each table of a page: its caption, and the text of its body's cells."""
    found = {}
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        caption = _text(re.search(r"<caption.*?</caption>", table, re.DOTALL)[0])  # type: ignore[index]
        body = re.search(r"<tbody.*?</tbody>", table, re.DOTALL)[0]  # type: ignore[index]
        found[caption] = [
            [_text(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
            for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
        ]
    return found


def _text(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_an_address_chooses_table_and_months(figures: Path, cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.analyst)
    query = f"?table={cast.sister.reference}"
    (row,) = [row for row in _file(client, "trend", query) if row["n"] not in ("", "0")]
    assert (row["month"], row["n"], row["of"]) == ("2026-02", "9", "9")
    page = _page(client, f"/en/figures/{query}&from=2026-02&to=2026-03")
    assert re.search(r'value="2026-02" selected', page)
    assert "Upstream table" in page
    months = [row["month"] for row in _file(client, "trend", "?from=2026-02&to=2026-03")]
    assert months == ["2026-02", "2026-03"]
    # From after to: they are taken the other way round.
    turned = [row["month"] for row in _file(client, "trend", "?from=2026-03&to=2026-02")]
    assert turned == months


@pytest.mark.parametrize(
    "query", ["?from=1999-01", "?to=2026-99", "?from=x&to=%00", "?table=t-unknown", "?colour=red"]
)
def test_unknown_values_in_an_address_count_as_not_given(
    figures: Path, cast: Cast, signed_in: SignIn, query: str
) -> None:
    client = signed_in(cast.chair)
    assert _file(client, "trend", query) == _file(client, "trend")
    assert _page(client, f"/en/figures/factors{query}")


def test_a_seat_of_one_table_cannot_choose_another(
    figures: Path, cast: Cast, signed_in: SignIn
) -> None:
    client = signed_in(cast.chair)
    query = f"?table={cast.sister.reference}"
    assert _file(client, "trend", query) == _file(client, "trend")
    assert "Upstream table" not in _page(client, f"/en/figures/{query}")
    assert [row["n"] for row in _file(signed_in(cast.other_table), "trend")].count("9") == 1


def test_a_seat_whose_community_has_no_table_finds_nothing_to_show(
    figures: Path, cast: Cast, signed_in: SignIn
) -> None:
    elsewhere = Community.objects.create(slug="elsewhere", name_en="Elsewhere")
    cast.analyst.community = elsewhere
    cast.analyst.save()
    assert "There is nothing to show yet" in _page(signed_in(cast.analyst), "/en/figures/")


def test_an_unknown_question_is_not_found(figures: Path, cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.chair)
    for address in ("opinions", "opinions.csv"):
        assert client.get(f"/en/figures/{address}").status_code == 404


def test_before_the_first_extract_the_page_says_what_to_do(
    extracts: Path, cast: Cast, signed_in: SignIn
) -> None:
    page = _page(signed_in(cast.chair), "/en/figures/")
    assert "There is nothing to show yet" in page
    assert 'action="/en/figures/build"' in page
    _Reader.check(page, "en")
    write_extract(extracts, [])
    assert "There is nothing to show yet" in _page(signed_in(cast.chair), "/en/figures/factors")


def test_a_damaged_extract_is_said_to_be_one(figures: Path, cast: Cast, signed_in: SignIn) -> None:
    path = figures / "discussions.parquet"
    path.write_bytes(path.read_bytes()[:-9])
    page = _page(signed_in(cast.chair), "/en/figures/")
    assert "The extract cannot be read" in page
    assert "There is nothing to show yet" not in page
    french = _page(signed_in(cast.chair), "/fr/figures/factors")
    assert "L’extrait est illisible" in french


def test_a_new_build_holds_what_was_decided_since(
    extracts: Path,
    history: History,
    signed_in: SignIn,
    story_clock: Callable[[datetime], None],
) -> None:
    history.situations.rejected()
    story_clock(history.at + timedelta(hours=1))
    answer = signed_in(history.cast.chair).post("/fr/figures/build", follow=True)
    assert "Un nouvel extrait a été produit" in answer.content.decode()
    (folder,) = extracts.iterdir()
    assert len(rows_of(folder)) == 1
    actions = Entry.objects.values_list("action", flat=True)
    assert {"extract.built", "extract.build_asked"} <= set(actions)


def test_a_period_in_which_nobody_was_discussed_says_so(
    extracts: Path, cast: Cast, signed_in: SignIn
) -> None:
    write_extract(extracts, [accepted("2026-01-05")] * 8 + [accepted("2026-03-05")] * 8)
    page = _page(signed_in(cast.chair), "/en/figures/factors?from=2026-02&to=2026-02")
    assert "Too few discussions to answer" in page
