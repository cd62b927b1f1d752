"""The components of the design as template tags: `{% load components %}`.

Each tag draws a template of `headwater/components/`; that file's comment shows its use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from headwater.core.bound_fields import describe, problems_of, target_of

register = template.Library()


@register.filter
def named(thing: Any) -> str:
    """The name of a community, table or agency in the language of the page."""
    name = getattr(thing, "name", None)
    if callable(name):
        return str(name(get_language() or "en"))
    return "" if thing is None else str(name or thing)


# --- Forms -------------------------------------------------------------------------------------


@register.inclusion_tag("headwater/components/field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """A form field with its label or legend, hint, error and control.

    Options: `label`, `hint`, `label_size` (s, m, l), `heading` (the label is the page's h1),
    `width` (2, 3, 4, 5, 10, 20, 30 characters), `small`, `inline`, `hide_label`,
    `choice_hints` ({value: hint}), `classes` for the control.
    """
    width = options.get("width")
    classes = " ".join(
        name
        for name in (options.get("classes", ""), f"govuk-input--width-{width}" if width else "")
        if name
    )
    parts = describe(
        bound,
        hint=str(options.get("hint", "")),
        classes=classes,
        choice_hints=options.get("choice_hints"),
    )
    return {"field": parts, "label": options.get("label") or parts.label, **_label_options(options)}


def _label_options(options: Mapping[str, Any]) -> dict[str, Any]:
    size = options.get("label_size") or ("l" if options.get("heading") else "")
    return {
        "size": size,
        "heading": options.get("heading", False),
        "small": options.get("small", False),
        "inline": options.get("inline", False),
        "hide_label": options.get("hide_label", False),
    }


@register.inclusion_tag("headwater/components/error_summary.html")
def error_summary(*forms: BaseForm | None) -> dict[str, Any]:
    """What went wrong, at the head of the page, each line a link to its field."""
    problems = []
    for form in forms:
        if form is None or not form.errors:
            continue
        problems += [{"text": text, "target": ""} for text in form.non_field_errors()]
        for bound in form:
            target = "" if bound.is_hidden else target_of(bound)
            problems += [{"text": text, "target": target} for text in problems_of(bound)]
    return {"problems": problems}


@register.inclusion_tag("headwater/components/factor_picker.html")
def factor_picker(bound: BoundField, groups: Iterable[Any], **options: Any) -> dict[str, Any]:
    """A long list of codes to choose from, grouped, searchable when scripts run.

    `groups`: mappings with `label` and `options`; an option has `value`, `label`, `label_en`,
    `label_fr` and perhaps `hint` and `drafted`.
    """
    chosen = {str(value) for value in (bound.value() or [])}
    parts = describe_picker(bound)
    first = target_of(bound)
    drawn = []
    for number, group in enumerate(groups):
        drawn.append({"id": f"{parts['id']}-g{number}", "label": group["label"], "options": []})
        for place, option in enumerate(group["options"]):
            drawn[-1]["options"].append(
                {
                    **option,
                    # The error summary leads to the first.
                    "id": f"{parts['id']}_{number}_{place}" if number or place else first,
                    "checked": str(option["value"]) in chosen,
                }
            )
    return {**parts, "groups": drawn, "search_label": options.get("search_label", "")}


def describe_picker(bound: BoundField) -> dict[str, Any]:
    """The parts of a picker's frame; its options come apart, in two languages."""
    own = str(bound.auto_id or bound.html_name)
    hint = str(bound.help_text or "")
    errors = problems_of(bound)
    ids = [f"{own}-hint"] * bool(hint) + [f"{own}-error"] * bool(errors)
    return {
        "id": own,
        "name": bound.html_name,
        "label": bound.label,
        "hint": hint,
        "errors": errors,
        "described_by": " ".join(ids),
    }


# --- Doing -------------------------------------------------------------------------------------


@register.inclusion_tag("headwater/components/action.html", takes_context=True)
def action(
    context: Context,
    label: str,
    url: str,
    allowed: Any = True,
    reason: str = "",
    **options: Any,
) -> dict[str, Any]:
    """A button that does or leads to one thing; refused, it stays and says why.

    `allowed` is a boolean or a `core.permissions.Permission` (its reason is then used).
    Options: `method` ("get" leads to a page, "post" does it at once), `variant` (secondary,
    warning, quiet), `shortcut` (one key), `name` and `value` of what is posted, `id`.
    """
    return {
        "label": label,
        "url": url,
        "allowed": bool(allowed),
        "reason": reason or getattr(allowed, "reason", ""),
        "method": options.get("method", "get"),
        "variant": options.get("variant", ""),
        "shortcut": options.get("shortcut", ""),
        "name": options.get("name", ""),
        "value": options.get("value", ""),
        "id": options.get("id", ""),
        "csrf_token": context.get("csrf_token"),
    }


# --- Showing -----------------------------------------------------------------------------------


@register.simple_tag
def state_label(text: str, tone: str = "neutral") -> SafeString:
    """A state in words with a mark of its own shape, never colour alone.

    Tones: neutral, now, done, waiting, attention, closed.
    """
    return format_html('<strong class="govuk-tag hw-state hw-state--{}">{}</strong>', tone, text)


@register.inclusion_tag("headwater/components/summary.html")
def summary(rows: Sequence[Mapping[str, Any]], **options: Any) -> dict[str, Any]:
    """A list of facts. Rows: `key`, `value`, and perhaps `actions` (label, url, about)."""
    return {"rows": rows, "quiet": options.get("quiet", False)}


@register.inclusion_tag("headwater/components/data_table.html")
def data_table(
    caption: str, head: Sequence[Any], rows: Iterable[Sequence[Any]], **options: Any
) -> dict[str, Any]:
    """A quiet table. `head`: texts, or (text, "number") to align a column right.

    A cell may be a value, None (shown as a dash), or a mapping with `text` and `protected`.
    The first cell of a row is its header. Option: `caption_size` (s, m, l).
    """
    columns = [
        {"label": item, "number": False}
        if isinstance(item, str) or not isinstance(item, Sequence)
        else {"label": item[0], "number": item[1] == "number"}
        for item in head
    ]
    drawn = [
        [
            {**_cell(cell), "number": column["number"]}
            for cell, column in zip(row, columns, strict=True)
        ]
        for row in rows
    ]
    return {
        "caption": caption,
        "caption_size": options.get("caption_size", "s"),
        "columns": columns,
        "rows": drawn,
    }


def _cell(cell: Any) -> dict[str, Any]:
    if isinstance(cell, Mapping):
        return {"text": cell.get("text", ""), "protected": cell.get("protected", False)}
    return {"text": cell, "protected": False, "empty": cell is None or cell == ""}


@register.inclusion_tag("headwater/path.html")
def path(banks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The four filters as four narrowing banks. Banks: `name`, `who`, `said`, `state`, `url`."""
    return {"banks": banks}


@register.inclusion_tag("headwater/components/progress_clock.html")
def progress_clock(
    started: datetime, due: datetime, now: datetime, **options: Any
) -> dict[str, Any]:
    """Hours left of a term, in words and as a bar. `stopped`: the instant it was met, if so."""
    stopped = options.get("stopped")
    until = stopped or now
    whole = max((due - started).total_seconds(), 1.0)
    left = (due - until).total_seconds()
    return {
        "label": options.get("label", ""),
        "started": started,
        "due": due,
        "now": now,
        "stopped": stopped,
        "total_hours": round(whole / 3600),
        "used_percent": min(100, max(0, round(100 * (1 - left / whole)))),
        "hours_left": max(0, int(left // 3600)),
        "minutes_left": max(0, int(left % 3600 // 60)),
        "hours_over": int(-left // 3600) if left < 0 else 0,
        "overdue": left < 0,
    }


@register.inclusion_tag("headwater/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], key: str = "page") -> dict[str, Any]:
    """Links to the pages of a list; the other parts of the address are kept."""
    query = context["request"].GET.copy()
    query.pop(key, None)
    return {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "ellipsis": page.paginator.ELLIPSIS,
        "prefix": f"?{query.urlencode()}&{key}=" if query else f"?{key}=",
    }


@register.simple_block_tag
def details(content: str, summary_text: str, **options: Any) -> str:
    """A fold. Options: `open`, `id`."""
    return render_to_string(
        "headwater/components/details.html",
        {"content": content, "summary": summary_text, **options},
    )


@register.simple_block_tag
def inset(content: str, tone: str = "") -> str:
    """A passage set apart. Tones: none, attention, waiting."""
    return render_to_string("headwater/components/inset.html", {"content": content, "tone": tone})


@register.simple_block_tag
def card(content: str, title: str, **options: Any) -> str:
    """A card of *Today*. Options: `tone` (overdue, waiting, next), `note`, `url`, `level`."""
    return render_to_string(
        "headwater/components/card.html",
        {"content": content, "title": title, "level": 3, **options},
    )
