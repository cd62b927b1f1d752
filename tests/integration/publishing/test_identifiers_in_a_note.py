"""What an author writes for the public is looked at before it is saved; a reason is recorded."""

from __future__ import annotations

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import Refused
from headwater.guard import Kind
from headwater.guard.override import Override
from headwater.publishing import services
from tests.integration.publishing.press import Press
from tests.integration.visits import Visit

pytestmark = pytest.mark.django_db

PRODUCTS = "/en/products/"
NOTE = {"context_en": "We thank Kathy Bellmore.", "context_fr": "Merci à notre équipe."}


def test_a_name_is_marked_and_nothing_is_saved_until_a_reason_is_chosen(
    press: Press, visit: Visit
) -> None:
    edition = press.draft()
    before = edition.context_en
    client = visit(press.cast.analyst)
    first = client.post(PRODUCTS + edition.reference, NOTE)
    page = first.content.decode()
    edition.refresh_from_db()
    assert (first.status_code, edition.context_en) == (422, before)
    assert "“Kathy Bellmore” looks like a person’s name" in page
    assert "Why may it stay?" in page
    shown = first.context["form"]["identifiers_seen"].value()
    second = client.post(
        PRODUCTS + edition.reference,
        NOTE | {"identifiers_seen": shown, "identifier_reason": "public-role"},
    )
    edition.refresh_from_db()
    assert (second.status_code, edition.context_en) == (302, NOTE["context_en"])
    entry = Entry.objects.filter(action="edition.edited").latest("sequence")
    assert '"identifier_reason":"public-role"' in entry.detail
    assert '"identifier_kinds":"name"' in entry.detail
    assert "Kathy" not in entry.detail


def test_the_service_itself_asks_for_a_reason_from_the_list(press: Press) -> None:
    edition = press.draft()
    for override in (None, Override("because", (Kind.NAME,))):
        with pytest.raises(Refused) as refusal:
            services.edit_context(
                edition=edition,
                override=override,
                by=press.cast.analyst,
                at=press.clock.at,
                **NOTE,
            )
        assert refusal.value.field == "context_en"
        assert "Kathy" not in refusal.value.message


def test_the_names_of_the_community_and_its_agencies_may_stand(press: Press) -> None:
    names = " · ".join(agency.name_en for agency in press.cast.community.agencies.all())
    edition = services.edit_context(
        edition=press.draft(),
        context_en=f"{press.cast.community.name_en}: {names}.",
        context_fr="Merci.",
        by=press.cast.analyst,
        at=press.clock.at,
    )
    assert names in edition.context_en
