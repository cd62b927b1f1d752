"""A bulletin: built for a closed quarter, approved by another person, published, then frozen."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, Refused
from headwater.network.models import Seat
from headwater.publishing import services
from headwater.publishing.models import Edition, EditionFile, Product
from tests.integration.publishing.press import APRIL, QUARTER, Press
from tests.integration.visits import Visit

pytestmark = pytest.mark.django_db
PRODUCTS = "/en/products/"


def second_seat(press: Press, seat: Seat, role: str) -> Seat:
    """Another seat of the same person."""
    return Seat.objects.create(
        person=seat.person,
        community=press.cast.community,
        role=role,
        starts=date(2024, 1, 1),
    )


def test_a_running_quarter_is_refused_at_its_field(press: Press) -> None:
    with pytest.raises(Refused, match="2026-Q2 is not over yet") as refusal:
        services.build_bulletin(
            community=press.cast.community,
            quarter=QUARTER.of(APRIL.date()),
            by=press.cast.analyst,
            at=APRIL,
        )
    assert refusal.value.field == "quarter"
    assert not Product.objects.exists()


def test_the_form_offers_closed_quarters_alone_and_refuses_any_other(
    press: Press, visit: Visit
) -> None:
    client = visit(press.cast.analyst)
    form = client.get(PRODUCTS).context["form"]
    assert form.fields["quarter"].choices[0][0] == "2026-Q1"
    answer = client.post(PRODUCTS, {"quarter": "2026-Q2"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["quarter"]
    assert not Edition.objects.exists()


def test_without_an_extract_the_field_says_what_is_missing(idle_press: Press, visit: Visit) -> None:
    idle_press.clock.at = APRIL
    answer = visit(idle_press.cast.analyst).post(PRODUCTS, {"quarter": str(QUARTER)})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["quarter"]
    assert not Edition.objects.exists()
    assert not Product.objects.exists()


def test_a_bulletin_that_is_worked_on_is_not_begun_again(press: Press, visit: Visit) -> None:
    press.draft()
    with pytest.raises(AlreadyDone):
        press.draft()
    answer = visit(press.cast.evaluator).post(PRODUCTS, {"quarter": str(QUARTER)})
    assert answer.status_code == 422
    assert "being worked on already" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_the_author_never_approves_in_whatever_seat(press: Press) -> None:
    edition = press.in_review()
    own = second_seat(press, press.cast.analyst, "steering")
    for verb in (services.approve, services.return_to_author):
        with pytest.raises(Denied, match="other than its author"):
            verb(edition=edition, by=own, at=press.clock.at)
    edition = services.approve(edition=edition, by=press.cast.steering, at=press.clock.at)
    with pytest.raises(Denied, match="other than its author"):
        services.publish(edition=edition, by=own, at=press.clock.at)
    refused = Entry.objects.filter(outcome="refused", subject=edition.reference)
    assert [entry.action for entry in refused.order_by("sequence")] == [
        "edition.approved",
        "edition.returned",
        "edition.published",
    ]


def test_the_author_goes_on_in_another_seat_of_theirs(press: Press) -> None:
    edition = press.draft()
    own = second_seat(press, press.cast.analyst, "evaluator")
    sent = services.send_for_review(edition=edition, by=own, at=press.clock.at)
    assert sent.state == "in_review"


def test_the_database_itself_refuses_what_nobody_else_approved(press: Press) -> None:
    edition = press.draft()
    for changes in (
        {"state": "published"},
        {"state": "superseded", "approved_by": press.cast.steering},
        {"approved_by": press.cast.analyst},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**changes)


@pytest.mark.parametrize(
    ("state", "verb", "member", "said"),
    [
        ("in_review", services.send_for_review, "analyst", "in review already"),
        ("draft", services.return_to_author, "steering", "with its author already"),
        ("approved", services.approve, "steering", "approved already"),
        ("published", services.publish, "steering", "public already"),
        ("superseded", services.publish, "steering", "public already"),
    ],
)
def test_what_was_done_is_not_done_twice(
    press: Press, state: str, verb: object, member: str, said: str
) -> None:
    edition = press.in_state(state)
    entries = Entry.objects.count()
    with pytest.raises(AlreadyDone, match=said):
        verb(edition=edition, by=press.cast.seat(member), at=press.clock.at)  # type: ignore[operator]
    assert Entry.objects.count() == entries


def test_a_form_sent_twice_says_so_and_changes_nothing(press: Press, visit: Visit) -> None:
    edition = press.approved()
    client = visit(press.cast.steering)
    address = f"{PRODUCTS}{edition.reference}/publish"
    first = client.post(address, follow=True).content.decode()
    files = list(EditionFile.objects.values_list("digest", flat=True))
    second = client.post(address, follow=True).content.decode()
    assert "Published. Anyone can read it now." in first
    assert "This edition is public already." in second
    assert list(EditionFile.objects.values_list("digest", flat=True)) == files


def test_a_returned_edition_loses_its_approval_and_can_be_changed(press: Press) -> None:
    edition = services.return_to_author(
        edition=press.approved(), by=press.cast.steering, at=press.clock.at
    )
    assert (edition.state, edition.approved_by, edition.approved_at) == ("draft", None, None)
    services.edit_context(
        edition=edition,
        context_en=" Two meanings. ",
        context_fr="Deux sens.",
        by=press.cast.analyst,
        at=press.clock.at,
    )
    edition.refresh_from_db()
    assert edition.context_en == "Two meanings."


@pytest.mark.parametrize("field", ["context_en", "context_fr"])
def test_a_note_in_one_language_alone_is_refused_at_the_other(
    press: Press, visit: Visit, field: str
) -> None:
    edition = press.draft()
    note = {"context_en": "Two meanings.", "context_fr": "Deux sens."} | {field: "  "}
    with pytest.raises(Refused) as refusal:
        services.edit_context(edition=edition, by=press.cast.analyst, at=press.clock.at, **note)
    assert refusal.value.field == field
    answer = visit(press.cast.analyst).post(PRODUCTS + edition.reference, note)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_correction_is_a_later_edition_and_the_first_stays_and_says_so(
    press: Press, visit: Visit
) -> None:
    first = press.superseded()
    (second,) = Edition.objects.filter(state="published")
    assert (first.state, first.number, second.number) == ("superseded", 1, 2)
    page = visit(None).get(f"/en/c/riverbend/products/{first.reference}").content.decode()
    assert "A later edition corrects this one." in page
    assert f"/en/c/riverbend/products/{second.reference}" in page
    newest = visit(None).get(f"/en/c/riverbend/products/{second.reference}").content.decode()
    assert "A later edition" not in newest


def test_a_published_edition_is_frozen_byte_for_byte(press: Press, visit: Visit) -> None:
    edition = press.published()
    anyone = visit(None)
    addresses = [
        f"/{language}/c/riverbend/products/{edition.reference}{ending}"
        for language in ("en", "fr")
        for ending in ("", ".pdf")
    ]
    before = [anyone.get(address).content for address in addresses]
    # Everything around it changes: people, places, what the table discussed, the note's author.
    for person, name in ((press.cast.analyst.person, "Renamed"), (press.cast.steering.person, "X")):
        person.display_name = name
        person.save()
    press.cast.community.name_en = press.cast.community.name_fr = "Elsewhere"
    press.cast.community.save()
    press.cast.table.name_en = "Another table"
    press.cast.table.save()
    press.discussed(2)
    press.clock.pass_(days=200)
    press.extracted()
    with pytest.raises(Denied):
        services.edit_context(
            edition=edition,
            context_en="x",
            context_fr="x",
            by=press.cast.analyst,
            at=press.clock.at,
        )
    assert [anyone.get(address).content for address in addresses] == before


def test_the_pdf_is_tagged_titled_and_in_its_language(press: Press, visit: Visit) -> None:
    edition = press.published()
    for language, title, said in (
        (
            "en",
            "Riverbend table: January to March 2026",
            "Written by Analyst, approved by Steering",
        ),
        ("fr", "Table de Méandre", "approuvé par Steering"),
    ):
        answer = visit(None).get(f"/{language}/c/riverbend/products/{edition.reference}.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert f'filename="bulletin-2026-Q1-{language}.pdf"' in answer["Content-Disposition"]
        assert answer["ETag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
        file = PdfReader(io.BytesIO(answer.content))
        root = file.trailer["/Root"]
        assert bool(root["/MarkInfo"]["/Marked"])
        assert root["/Lang"].startswith(language)
        assert title in file.metadata.title
        assert len(file.pages) == 1
        assert said in " ".join(file.pages[0].extract_text().split())


def test_who_has_the_pdf_already_gets_nothing_anew(press: Press, visit: Visit) -> None:
    address = f"/en/c/riverbend/products/{press.published().reference}.pdf"
    tag = visit(None).get(address)["ETag"]
    again = visit(None).get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_public_page_tells_findings_first_and_who_answers_for_them(
    press: Press, visit: Visit
) -> None:
    edition = press.published()
    page = unescape(
        visit(None).get(f"/en/c/riverbend/products/{edition.reference}").content.decode()
    )
    assert "Too few discussions to show kinds of risk" in page  # one situation draws no chart
    assert page.index('class="hw-findings"') < page.index('class="hw-chart"')
    assert "Written by Analyst, approved by Steering." in page
    assert "More discussions can mean more people at risk" in page
    french = unescape(
        visit(None).get(f"/fr/c/riverbend/products/{edition.reference}").content.decode()
    )
    assert edition.figures["fr"]["title"] in french
    assert edition.figures["en"]["title"] not in french


def test_small_numbers_are_protected_wherever_the_edition_goes(press: Press, visit: Visit) -> None:
    edition = press.published()
    for drawn in edition.figures.values():
        counts = [cell for chart in drawn["charts"] for row in chart["rows"] for cell in row[1:]]
        assert not [cell for cell in counts if isinstance(cell, int) and 0 < cell < 5]
    page = visit(None).get(f"/en/c/riverbend/products/{edition.reference}").content.decode()
    assert "protected" in page


def test_the_communitys_page_lists_what_is_public_newest_first(press: Press, visit: Visit) -> None:
    client = visit(None)
    assert "Nothing has been published yet." in client.get("/en/c/riverbend/").content.decode()
    press.approved()
    assert "Nothing has been published yet." in client.get("/en/c/riverbend/").content.decode()
    edition = Edition.objects.get()
    services.publish(edition=edition, by=press.cast.steering, at=press.clock.at)
    answer = client.get("/en/c/riverbend/")
    assert [each.reference for each in answer.context["editions"]] == [edition.reference]


def test_an_edition_is_found_under_its_own_community_only(press: Press, visit: Visit) -> None:
    edition = press.published()
    type(press.cast.community).objects.create(slug="elsewhere", name_en="Elsewhere")
    for ending in ("", ".pdf"):
        address = f"/en/c/elsewhere/products/{edition.reference}{ending}"
        assert visit(None).get(address).status_code == 404
    assert visit(None).get("/en/c/nowhere/").status_code == 404
    assert visit(None).get("/en/c/nowhere/profile").status_code == 404
