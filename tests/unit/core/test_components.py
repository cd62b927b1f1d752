"""Components draw what govuk-frontend's macros draw, and never lose a reason or an error."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from headwater.core.fields import DatePartsField
from headwater.core.permissions import Permission

NOW = datetime(2025, 10, 14, 13, 30, tzinfo=UTC)


class Form(forms.Form):
    """One field of each shape."""

    place = forms.CharField(label="Place", help_text="As people call it")
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First"), ("b", "Second")])
    danger = forms.ChoiceField(
        label="Danger now?", widget=forms.RadioSelect, choices=[("yes", "Yes"), ("no", "No")]
    )
    languages = forms.MultipleChoiceField(
        label="Languages",
        widget=forms.CheckboxSelectMultiple,
        choices=[("Official", [("en", "English"), ("fr", "French")]), ("x", "Another")],
    )
    day = DatePartsField(label="Day", help_text="For example, 14 10 2025")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    agreed = forms.BooleanField(label="I agree")
    start = forms.DateField(label="Start", widget=forms.DateInput)
    hour = forms.TimeField(label="Hour", widget=forms.TimeInput)
    hidden = forms.CharField(widget=forms.HiddenInput)


def draw(source: str, **context: object) -> str:
    """Render a template text with the components loaded."""
    text = Template("{% load components %}" + source).render(Context(context))
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", text)).strip()


def field(name: str, form: forms.Form | None = None, options: str = "") -> str:
    """One field of the form above, drawn."""
    return draw("{% field form." + name + " " + options + " %}", form=form or Form())


def test_text_field_has_label_hint_and_description() -> None:
    drawn = field("place")
    assert '<label class="govuk-label" for="id_place">Place</label>' in drawn
    assert '<div id="id_place-hint" class="govuk-hint">As people call it</div>' in drawn
    assert 'class="govuk-input"' in drawn
    assert 'aria-describedby="id_place-hint"' in drawn
    assert " required" not in drawn


def test_error_is_marked_described_and_says_which_field() -> None:
    drawn = field("place", Form({}))
    assert "govuk-form-group--error" in drawn
    assert 'aria-describedby="id_place-hint id_place-error"' in drawn
    assert "govuk-input--error" in drawn
    assert "Please answer: Place" in drawn


def test_own_error_messages_are_kept() -> None:
    form = Form({"place": "x"})
    form.add_error("place", "This place is closed. Choose another.")
    assert "This place is closed. Choose another." in field("place", form)


def test_what_was_typed_is_escaped() -> None:
    drawn = field("place", Form({"place": '"><script>'}))
    assert "<script>" not in drawn


def test_textarea_and_select_carry_their_classes() -> None:
    assert 'class="govuk-textarea"' in field("note")
    assert 'rows="3"' in field("note")
    assert 'class="govuk-select"' in field("kind")


def test_radios_stand_in_a_fieldset_with_a_legend() -> None:
    drawn = field("danger", options='label_size="m" inline=True')
    assert '<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Danger now?' in drawn
    assert "govuk-radios--inline" in drawn
    assert drawn.count('class="govuk-radios__input"') == 2
    assert 'id="id_danger_0"' in drawn
    assert 'for="id_danger_1"' in drawn


def test_checkboxes_keep_groups_and_what_was_chosen() -> None:
    drawn = field("languages", Form({"languages": ["fr"]}))
    assert '<p class="hw-choice-group">Official</p>' in drawn
    assert re.search(r'value="fr"[^>]*checked', drawn)
    assert drawn.count('class="govuk-checkboxes__input"') == 3


def test_choices_may_carry_hints_and_reveal_a_field() -> None:
    form = Form()
    form.fields["danger"].choice_hints = {"yes": "Call 9-1-1 first."}
    form.fields["danger"].choice_reveals = {"yes": 1}
    drawn = field("danger", form)
    assert '<div id="id_danger_0-item-hint" class="govuk-hint govuk-radios__hint">' in drawn
    assert 'aria-describedby="id_danger_0-item-hint"' in drawn
    assert 'data-reveals="1"' in drawn


def test_a_single_checkbox_asks_to_be_ticked() -> None:
    drawn = field("agreed", Form({}))
    assert 'class="govuk-checkboxes__input"' in drawn
    assert "Please tick: I agree" in drawn


def test_password_is_never_drawn_back() -> None:
    drawn = field("secret", Form({"secret": "river-stone-lamp"}))
    assert "river-stone-lamp" not in drawn
    assert 'data-module="show-password"' in drawn


def test_native_date_and_time_are_iso_in_every_language() -> None:
    form = Form(initial={"start": date(2025, 10, 4), "hour": NOW.time()})
    with translation.override("fr"):
        assert 'type="date"' in field("start", form)
        assert 'value="2025-10-04"' in field("start", form)
        assert 'value="13:30"' in field("hour", form)


def test_hidden_field_is_only_its_input() -> None:
    assert field("hidden") == '<input type="hidden" name="hidden" id="id_hidden">'


@pytest.mark.parametrize(
    ("typed", "wrong", "marked"),
    [
        (("", "", ""), "Enter a date.", 3),
        (("4", "", "2025"), "The date must have a day, a month and a year.", 1),
        (("31", "2", "2025"), "This day does not exist.", 3),
        (("x", "2", "2025"), "This day does not exist.", 3),
    ],
)
def test_date_in_parts_says_what_is_wrong_and_keeps_what_was_typed(
    typed: tuple[str, str, str], wrong: str, marked: int
) -> None:
    data = dict(zip(("day_day", "day_month", "day_year"), typed, strict=True))
    drawn = field("day", Form(data))
    assert wrong in drawn
    assert drawn.count("govuk-input--error") == marked
    for part, text in data.items():
        if text:
            assert re.search(rf'name="{part}" value="{text}"', drawn)


def test_date_in_parts_gives_a_date() -> None:
    form = Form({"day_day": "4", "day_month": "10", "day_year": "2025"})
    form.is_valid()
    assert form.cleaned_data["day"] == date(2025, 10, 4)
    assert not form.fields["day"].has_changed(date(2025, 10, 4), ["4", "10", "2025"])


def test_error_summary_leads_to_the_first_control_of_each_field() -> None:
    form = Form({"day_day": "4"})
    form.add_error(None, "Someone else decided while you were typing.")
    drawn = draw("{% error_summary form nothing %}", form=form, nothing=None)
    assert "<li>Someone else decided while you were typing.</li>" in drawn
    for target in ("id_place", "id_danger_0", "id_languages_0", "id_day_day", "id_agreed"):
        assert f'href="#{target}"' in drawn
    assert 'href="#id_hidden"' not in drawn


def test_error_summary_is_absent_without_errors() -> None:
    assert draw("{% error_summary form %}", form=Form()) == ""


def test_refused_action_stays_and_says_why() -> None:
    drawn = draw(
        '{% action "Open the meeting" "/open" answer method="post" %}',
        answer=Permission(False, "Only the chair can open it."),
    )
    assert "disabled" in drawn
    assert "Only the chair can open it." in drawn
    assert "<form" not in drawn
    assert "/open" not in drawn


def test_allowed_action_posts_once_with_its_key_shown() -> None:
    drawn = draw('{% action "Next" "/next" True method="post" shortcut="n" name="i" value="m-1" %}')
    assert '<form method="post" action="/next" class="hw-action__form" data-submit-once>' in drawn
    assert 'name="i" value="m-1"' in drawn
    assert 'data-shortcut="n"' in drawn
    assert "<kbd" in drawn


def test_action_that_leads_somewhere_is_a_link() -> None:
    assert '<a href="/x" class="govuk-button govuk-button--secondary">Go</a>' in draw(
        '{% action "Go" "/x" variant="secondary" %}'
    )


def test_protected_cell_says_so_and_missing_cell_is_read_as_nothing() -> None:
    drawn = draw(
        '{% data_table "Factors" head rows %}',
        head=["Factor", ("Discussions", "number")],
        rows=[["Grief", {"text": 3, "protected": True}], ["Housing", None], ["Work", 0]],
    )
    assert '<span class="hw-protected">protected</span>' in drawn
    assert ">3<" not in drawn
    assert '<span class="govuk-visually-hidden">nothing</span>' in drawn
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">0</td>' in drawn
    assert '<th scope="row" class="govuk-table__header">Grief</th>' in drawn


def test_path_opens_the_current_bank_only() -> None:
    banks = [
        {"name": f"Filter {n}", "who": "who", "said": "what", "state": state}
        for n, state in enumerate(("passed", "current", "ahead", "ahead"), 1)
    ]
    drawn = draw("{% path banks %}", banks=banks)
    assert drawn.count("<details") == 4
    assert drawn.count(" open>") == 1
    assert drawn.count('aria-current="step"') == 1
    assert "now</span>" in drawn


@pytest.mark.parametrize(
    ("hours", "words"),
    [(31.2, "31 hours left"), (1.5, "1 hour left"), (0.4, "24 minutes left"),
     (-0.5, "Overdue by less than an hour"), (-5, "Overdue by 5 hours")],
)  # fmt: skip
def test_clock_says_hours_left_in_words(hours: float, words: str) -> None:
    drawn = draw(
        "{% progress_clock started due now %}",
        started=NOW - timedelta(hours=17), due=NOW + timedelta(hours=hours), now=NOW,
    )  # fmt: skip
    assert f">{words}<" in drawn
    assert 'data-now="2025-10-14T' in drawn
    assert ("hw-clock--overdue" in drawn) == (hours < 0)


def test_stopped_clock_says_whether_it_was_in_time() -> None:
    due = NOW + timedelta(hours=31)
    for stopped, words in ((NOW, "Done in time"), (due + timedelta(hours=1), "Done late")):
        drawn = draw(
            "{% progress_clock started due now stopped=stopped %}",
            started=NOW, due=due, now=due + timedelta(days=3), stopped=stopped,
        )  # fmt: skip
        assert words in drawn
        assert "data-module" not in drawn


def test_pagination_keeps_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/list?kind=a&page=2")
    page = Paginator(list(range(100)), 10).page(2)
    drawn = draw("{% pagination page %}", page=page, request=request)
    assert 'href="?kind=a&amp;page=3"' in drawn
    assert 'aria-current="page"' in drawn


def test_picker_without_scripts_is_a_grouped_list() -> None:
    class Picker(forms.Form):
        factors = forms.MultipleChoiceField(
            label="Risk factors", widget=forms.CheckboxSelectMultiple
        )

    groups = [
        {
            "label": "Housing",
            "options": [
                {"value": "ho1", "label": "No home", "label_en": "No home",
                 "label_fr": "Sans logement", "drafted": True},
            ],
        }
    ]  # fmt: skip
    drawn = draw("{% factor_picker form.factors groups %}", form=Picker({"factors": ["ho1"]}),
                 groups=groups)  # fmt: skip
    assert '<legend class="govuk-visually-hidden">Housing</legend>' in drawn
    assert re.search(r'value="ho1" checked', drawn)
    assert 'data-label-fr="Sans logement"' in drawn
    assert "drafted" in drawn
    assert 'data-picker="search" hidden' in drawn


def test_named_speaks_the_language_of_the_page() -> None:
    class Place:
        def name(self, language: str) -> str:
            return {"en": "Riverbend", "fr": "Méandre"}[language]

    with translation.override("fr"):
        assert draw("{{ place|named }}", place=Place()) == "Méandre"
    assert draw("{{ place|named }}{{ none|named }}", place=Place(), none=None) == "Riverbend"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_style_guide_shows_every_component(language: str) -> None:
    with translation.override(language):
        context = {"urls": {"home": "/"}, "request": RequestFactory().get("/")}
        page = render_to_string("headwater/styleguide.html", context)
    for mark in ("hw-path", "hw-card--overdue", "hw-agenda", "hw-figure", "hw-report", "hw-picker",
                 "hw-clock", "govuk-error-summary", "govuk-pagination", "hw-act"):  # fmt: skip
        assert mark in page


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_of_the_last_resort_need_no_request_and_speak_both_languages(name: str) -> None:
    page = render_to_string(name)
    assert 'lang="fr"' in page
    assert "{%" not in page


def test_page_for_a_lost_session_says_that_nothing_was_half_saved() -> None:
    page = render_to_string("403_csrf.html", {"urls": {"home": "/"}})
    assert "Nothing was saved in part" in page
    assert "data-keeps-drafts" in page
