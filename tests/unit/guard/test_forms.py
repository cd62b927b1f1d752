"""What a field's class allows: never, with a reason, or told once."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from headwater.core.errors import Refused
from headwater.guard import NEVER_NEEDED, Kind
from headwater.guard.forms import REASON, SEEN, GuardedForm, GuardedText, Stance
from headwater.guard.refusing import refuse_identifiers

REASONS = [("public-role", "Speaks in public"), ("not-a-person", "No one")]
NOTE = "We thank Kathy Bellmore."


class Shared(forms.Form):
    text = GuardedText(stance=Stance.NEVER)


class Public(GuardedForm):
    text = GuardedText(stance=Stance.WITH_REASON, language="en")


class Sealed(GuardedForm):
    text = GuardedText(stance=Stance.ALLOWED, kinds=NEVER_NEEDED)


def sent(**values: str) -> QueryDict:
    found = QueryDict(mutable=True)
    found.update(values)
    return found


def public(**values: str) -> Public:
    return Public(sent(**values), identifier_reasons=REASONS, known_names=["Kathy’s Way"])


def test_a_shared_text_with_an_identifier_is_never_valid_and_says_what_and_why() -> None:
    form = Shared(sent(text="Ask his sister Kathy, 705-555-0134."))
    assert not form.is_valid()
    said = " ".join(form.errors["text"])
    assert "“Kathy” looks like a person’s name: it follows a word for a person" in said
    assert "“705-555-0134” looks like a phone number" in said
    assert "Write it without" in said


def test_an_ordinary_text_passes_everywhere() -> None:
    text = "Does the person have a safe place tonight?"
    assert Shared(sent(text=text)).is_valid()
    assert public(text=text).is_valid()
    assert Sealed(sent(text="Kathy Bellmore, 12 Elm Street")).is_valid()


def test_it_speaks_french() -> None:
    with translation.override("fr"):
        form = Shared(sent(text="Sa sœur Mélanie l’héberge."))
        assert "ressemble à ceci\u202f: le nom d’une personne" in " ".join(form.errors["text"])


def test_a_public_text_asks_for_a_reason_and_shows_the_question_only_then() -> None:
    form = public(text=NOTE)
    assert not form.is_valid()
    assert form.identifiers_found
    assert not public(text="All is well.").identifiers_found


def test_a_reason_for_what_was_shown_lets_it_stay() -> None:
    first = public(text=NOTE)
    assert not first.is_valid()
    again = public(text=NOTE, **{SEEN: first[SEEN].value(), REASON: "public-role"})
    assert again.is_valid()
    assert again.override is not None
    assert again.override.detail() == {REASON: "public-role", "identifier_kinds": "name"}
    assert again.cleaned_data == {"text": NOTE}


def test_a_reason_does_not_cover_what_was_written_since() -> None:
    first = public(text=NOTE)
    assert not first.is_valid()
    more = NOTE + " Her sister Melanie too."
    again = public(text=more, **{SEEN: first[SEEN].value(), REASON: "public-role"})
    assert not again.is_valid()
    assert again.override is None


@pytest.mark.parametrize("given", [{}, {REASON: "public-role"}, {SEEN: "0" * 64, REASON: "x"}])
def test_a_reason_before_anything_was_shown_does_nothing(given: dict[str, str]) -> None:
    form = public(text=NOTE, **given)
    assert not form.is_valid()
    assert form.override is None


def test_seen_without_a_reason_still_asks_for_one() -> None:
    first = public(text=NOTE)
    assert not first.is_valid()
    assert not public(text=NOTE, **{SEEN: first[SEEN].value()}).is_valid()


def test_names_of_agencies_may_stand() -> None:
    assert public(text="We thank Kathy’s Way.").is_valid()


def test_what_was_shown_travels_without_the_text() -> None:
    form = public(text=NOTE)
    assert not form.is_valid()
    assert len(form[SEEN].value()) == 64
    assert "Kathy" not in str(form[SEEN])


def test_a_sealed_text_is_told_once_of_a_card_number_and_saved_when_sent_again() -> None:
    text = "SIN 098 259 799, for the form"
    first = Sealed(sent(text=text))
    assert not first.is_valid()
    assert "save again" in " ".join(first.errors["text"])
    again = Sealed(sent(text=text, **{SEEN: first[SEEN].value()}))
    assert again.is_valid()
    assert again.cleaned_data == {"text": text}


def test_a_service_refuses_in_words_that_do_not_repeat_it() -> None:
    with pytest.raises(Refused) as refused:
        refuse_identifiers("Ask Kathy Bellmore.", field="hint_en", language="en")
    assert refused.value.field == "hint_en"
    assert "Kathy" not in refused.value.message
    refuse_identifiers("Ask the landlord.", field="hint_en", language="en")


def test_only_what_no_visit_needs_is_spoken_of_in_sealed_content() -> None:
    assert set(NEVER_NEEDED) == {Kind.HEALTH_CARD, Kind.SOCIAL_INSURANCE}
