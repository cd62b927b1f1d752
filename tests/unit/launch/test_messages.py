"""Every text meant for translation is found, in the very form in which Django looks it up."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Context, Engine
from django.utils import translation

from headwater.config.launch.messages import Message, NotLiteral, messages_in


def _found(tmp_path: Path, name: str, text: str) -> list[Message]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return messages_in(path)


def test_python_texts_are_found_under_any_imported_name(tmp_path: Path) -> None:
    source = """
from django.utils import translation
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
a = _("One " "text")
b = ngettext("%(n)s day", "%(n)s days", 2)
c = pgettext_lazy("month", "May")
d = translation.gettext("Told")
e = other("Silent")
f = _(variable)
"""
    found = [(m.context, m.singular, m.plural) for m in _found(tmp_path, "m.py", source)]
    assert sorted(found, key=lambda part: part[1]) == [
        (None, "%(n)s day", "%(n)s days"),
        ("month", "May", None),
        (None, "One text", None),
        (None, "Told", None),
    ]


def test_a_text_put_together_at_run_time_is_refused(tmp_path: Path) -> None:
    source = "from django.utils.translation import gettext as _\na = _(f'Hello {name}')\n"
    with pytest.raises(NotLiteral):
        _found(tmp_path, "m.py", source)


PAGES = {
    "a text": '{% translate "Hello" %}',
    "a text in context": '{% translate "May" context "month" as may %}{{ may }}',
    "a percent sign": '{% translate "100% sure" %}',
    "a constant in a filter": '{{ nothing|default:_("None yet") }}',
    "a block with a value": "{% blocktranslate with n=3 %}{{ n }} people{% endblocktranslate %}",
    "a trimmed block": "{% blocktranslate trimmed %}\n  Two\n  lines: 5%\n{% endblocktranslate %}",
    "a block in context": '{% blocktranslate context "c" %}Bank{% endblocktranslate %}',
    "a plural": (
        "{% blocktranslate count n=2 %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_template_texts_are_found_as_django_asks_for_them(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oracle is Django itself: what it asks the catalogue for while it renders the page."""
    asked: list[tuple[str | None, str]] = []

    def gettext(message: str) -> str:
        asked.append((None, message))
        return message

    def pgettext(context: str, message: str) -> str:
        asked.append((context, message))
        return message

    def ngettext(singular: str, plural: str, number: int) -> str:
        asked.append((None, singular))
        return plural

    engine = Engine(
        libraries={"i18n": "django.templatetags.i18n"}, builtins=["django.templatetags.i18n"]
    )
    monkeypatch.setattr(translation._trans, "gettext", gettext)
    monkeypatch.setattr(translation._trans, "pgettext", pgettext)
    monkeypatch.setattr(translation._trans, "ngettext", ngettext)
    engine.from_string(page).render(Context({"nothing": ""}))
    assert [message.key for message in _found(tmp_path, "page.html", page)] == asked
    assert asked


def test_comments_in_templates_are_not_texts(tmp_path: Path) -> None:
    page = '{# {% translate "No" %} #}{% comment %}{% translate "No" %}{% endcomment %}'
    assert _found(tmp_path, "page.html", page) == []
