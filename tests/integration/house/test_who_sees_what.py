"""Every page and every deed of the product, for the whole cast, through HTTP; in French too with
`--proofs`.

The expected answers stand in `tests/permissions/pages.csv`, written by hand. A new address without
a line there fails. A 302 of the anonymous visitor leads to the page to sign in; a 302 of a member
who did something leads on from it; 422 is an empty form that this member may send.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from tests.cast import CAST
from tests.integration.house.stages import Stage, Stages
from tests.integration.visits import PERMISSIONS, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
# Where nobody is asked to sign in, though they are no pages to read.
OPEN_TO_ALL = {"/", "home", "account_logout", "account_login", "switch_seat"}
# An opening of the vault stands on its own and cannot be undone; it changes nothing.
STANDS = {"screening:open_note", "interventions:open_plan", "discussions:open"}


@dataclass(frozen=True)
class Line:
    """A page or deed, on which stage, and the answer to each member."""

    page: str
    method: str
    stage: str
    answers: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.page} ({self.stage})"


def lines() -> list[Line]:
    """The table as written."""
    with (PERMISSIONS / "pages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Line(row.pop("page"), row.pop("method"), row.pop("stage"), row) for row in rows]


LINES = lines()


def pages_of_the_product(
    patterns: list[Any] | None = None, room: str = "", before: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Each address by its name, or as it is where it has none, and what stands in it as `<…>`."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            name = f"{room}{each.namespace}:" if each.namespace else room
            yield from pages_of_the_product(each.url_patterns, name, f"{before}{each.pattern}")
        elif isinstance(each, URLPattern):
            name = f"{room}{each.name}" if each.name else f"/{before}{each.pattern}"
            yield name, list(each.pattern.converters)


PAGES = dict(pages_of_the_product())


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    with_a_line = {line.page.split(" ")[0] for line in LINES}
    assert with_a_line == set(PAGES)


def test_every_line_names_the_whole_cast_in_its_order() -> None:
    for line in LINES:
        assert tuple(line.answers) == CAST, line


def test_no_line_stands_twice() -> None:
    assert len({str(line) for line in LINES}) == len(LINES)


@pytest.mark.parametrize("name", list(dict.fromkeys(line.stage for line in LINES)))
def test_each_member_gets_what_the_table_says(
    stages: Stages, visit: Visit, name: str, proofs: bool
) -> None:
    stage = stages.make(name)
    clients = {member: visit(stages.cast.seat(member)) for member in CAST}
    wrong = []
    for line in (line for line in LINES if line.stage == name):
        for language in ("en", "fr") if proofs else ("en",):
            found = {
                member: answered(client, line, stage, language)
                for member, client in clients.items()
            }
            wrong += [
                f"{line} in {language}: {member} gets {found[member]}, not {line.answers[member]}"
                for member in CAST
                if found[member] != line.answers[member]
            ]
    assert not wrong, "\n".join(wrong)


def answered(client: Client, line: Line, stage: Stage, language: str) -> str:
    """The status of the answer; what was done is undone before the next one comes."""
    address, sent = address_of(line, stage, language), stage.sent.get(line.page.split(" ")[0], {})
    if line.method == "post":
        sent = {"csrfmiddlewaretoken": ""} | sent  # every form of ours sends one
    ask = client.get if line.method == "get" else client.post
    signed_in = client.cookies.output()
    if line.page in STANDS:
        answer: Any = ask(address, sent)
    else:
        with transaction.atomic(), transaction.atomic(using="keys"):
            answer = ask(address, sent)
            transaction.set_rollback(True)
            transaction.set_rollback(True, using="keys")
    client.cookies.load(signed_in.replace("Set-Cookie: ", ""))  # whoever signed out is back
    if "_auth_user_id" not in client.session and line.page not in OPEN_TO_ALL:
        _leads_to_sign_in(answer, line)
    return str(answer.status_code)


def _leads_to_sign_in(answer: HttpResponse, line: Line) -> None:
    if answer.status_code == 302:
        assert "/account/sign-in?next=" in str(answer["Location"]), line


def address_of(line: Line, stage: Stage, language: str) -> str:
    """The address of a line's page: what stands in `<…>` is taken from the stage."""
    page, _space, act = line.page.partition(" ")
    if page.startswith("/"):
        return page.replace("/en/", f"/{language}/")
    given = {"slug": act} if act else {}
    for each in PAGES[page]:
        given.setdefault(each, stage.names.get(f"{page} {each}") or stage.names.get(each, ""))
    with translation.override(language):
        return str(reverse(page, kwargs=given))
