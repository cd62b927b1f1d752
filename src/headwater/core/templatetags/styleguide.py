"""Made-up content for the style guide: a page that shows every component once.

Nothing here is read by another page. The people, agencies and figures are invented.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms, template
from django.core.paginator import Paginator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.core.fields import DatePartsField
from headwater.core.permissions import Permission

register = template.Library()

NOW = datetime(2025, 10, 14, 13, 30, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of each kind the product draws."""

    title = forms.CharField(
        label=gettext_lazy("Name of the meeting place"),
        help_text=gettext_lazy("As people of the table call it"),
    )
    note = forms.CharField(
        label=gettext_lazy("What the chair should know"), widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of meeting"),
        choices=[
            ("regular", gettext_lazy("Regular")),
            ("called", gettext_lazy("Called at short notice")),
        ],
    )
    danger = forms.ChoiceField(
        label=gettext_lazy("Is someone in danger now?"),
        widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages the person is at ease in"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("en", gettext_lazy("English")),
            ("fr", gettext_lazy("French")),
            ("other", gettext_lazy("Another language")),
        ],
    )
    day = DatePartsField(
        label=gettext_lazy("Day of the meeting"), help_text=gettext_lazy("For example, 14 10 2025")
    )
    password = forms.CharField(label=gettext_lazy("Password"), widget=forms.PasswordInput)
    agreed = forms.BooleanField(label=gettext_lazy("I have read what is confidential here"))
    factors = forms.MultipleChoiceField(
        label=gettext_lazy("Risk factors"),
        help_text=gettext_lazy("Only what your agency knows, at the time of this meeting."),
        required=False,
    )


def _groups() -> list[dict[str, Any]]:
    """Three groups of factors; enough to try the search."""
    rows = {
        _("Mental health"): (
            ("mh1", "Suicidal thoughts", "Pensées suicidaires", _("Suicidal thoughts"), False),
            ("mh2", "Grief", "Deuil", _("Grief"), False),
            ("mh3", "Self-harm", "Automutilation", _("Self-harm"), True),
        ),
        _("Housing"): (
            ("ho1", "No home", "Sans logement", _("No home"), False),
            ("ho2", "Eviction near", "Expulsion proche", _("Eviction near"), False),
        ),
        _("Parenting"): (
            ("pa1", "A child is neglected", "Enfant négligé", _("A child is neglected"), False),
            ("pa2", "Conflict at home", "Conflit à la maison", _("Conflict at home"), False),
        ),
    }
    return [
        {
            "label": group,
            "options": [
                {"value": code, "label": label, "label_en": en, "label_fr": fr, "drafted": drafted}
                for code, en, fr, label, drafted in options
            ],
        }
        for group, options in rows.items()
    ]


def _banks() -> list[dict[str, str]]:
    return [
        {
            "name": _("Screening"),
            "who": _("One agency, alone."),
            "said": _("Nothing leaves the agency."),
            "state": "passed",
        },
        {
            "name": _("De-identified"),
            "who": _("The whole table."),
            "said": _("Age group, gender and coded factors; no name, no street."),
            "state": "passed",
        },
        {
            "name": _("Limited identifiers"),
            "who": _("The whole table, after its decision."),
            "said": _(
                "Names are spoken, and nothing is stored. Each agency records its own basis."
            ),
            "state": "current",
        },
        {
            "name": _("Planning"),
            "who": _("Only the agencies that stay."),
            "said": _("What the plan needs, sealed."),
            "state": "ahead",
        },
    ]


def _figure() -> dict[str, Any]:
    bars = ((_("Housing"), 18, 200), (_("Mental health"), 12, 133), (_("Parenting"), 9, 100))
    return {
        "id": "sample",
        "question": _("What comes up most?"),
        "answer": _("Housing came up in 18 of 31 discussions, more than anything else."),
        "chart": _bars(bars),
        "caption": _("Housing leads; a group too small to show is hatched."),
        "table_caption": _("Factors in accepted discussions"),
        "head": [_("Factor"), (_("Discussions"), "number"), (_("Share"), "number")],
        "rows": [
            [_("Housing"), 18, "58 %"],
            [_("Mental health"), 12, "39 %"],
            [_("Parenting"), 9, "29 %"],
            [_("Grief"), {"text": "", "protected": True}, None],
        ],
        "how": [_("Counted from closed discussions. Fewer than five are protected.")],
        "download": [{"label": _("These figures as CSV"), "url": "#figures"}],
    }


def _bars(bars: tuple[tuple[str, int, int], ...]) -> SafeString:
    """A chart drawn by hand, as charts come: plain attributes, the palette's own colours."""
    lines = []
    for row, (label, number, width) in enumerate(bars):
        y, fill = 14 + row * 40, "#12403C" if row == 0 else "#1F6F78"
        lines.append(f'<text x="150" y="{y + 17}" text-anchor="end" fill="#1B2326">{label}</text>')
        lines.append(f'<rect x="162" y="{y}" width="{width * 2}" height="24" fill="{fill}"/>')
        lines.append(f'<text x="{172 + width * 2}" y="{y + 17}" fill="#1B2326">{number}</text>')
    body = "".join(lines)
    # Only this module's own words and numbers are in it.
    return mark_safe(  # noqa: S308
        f'<svg viewBox="0 0 640 140" width="640" height="140" font-size="15">{body}</svg>'
    )


@register.simple_tag(takes_context=True)
def sample(context: template.Context) -> dict[str, Any]:
    """Everything the style guide shows."""
    return {
        "form": SampleForm(
            {"title": "", "kind": "regular", "day_day": "31", "day_month": "2", "day_year": "2025"}
        ),
        "clean": SampleForm(initial={"factors": ["mh1", "pa1"], "title": _("Lakeside hall")}),
        "groups": _groups(),
        "banks": _banks(),
        "figure": _figure(),
        "refused": Permission(False, _("Only the chair of this meeting can open it.")),
        "rows": [
            {"key": _("Brought by"), "value": _("Policing")},
            {
                "key": _("People"),
                "value": _("A family; a child of 10 to 14"),
                "actions": [{"label": _("Correct"), "url": "#summary", "about": _("People")}],
            },
        ],
        "started": NOW - timedelta(hours=17),
        "due": NOW + timedelta(hours=31),
        "late": NOW - timedelta(hours=5),
        "now": NOW,
        "page": Paginator(list(range(240)), 20).page(4),
    }
