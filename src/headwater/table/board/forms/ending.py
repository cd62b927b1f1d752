"""The end of a discussion: its conclusion, taking it up again, putting a code right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.table.discussions import codes, presenters
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import LIST_FIELDS, ReopenReason
from headwater.vocabulary import registry

from .shared import ActForm, Choices, language, offer


class ConclusionForm(ActForm):
    """How it ended: a code, under its heading."""

    conclusion = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it ended.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conclusion"].widget.attrs["autofocus"] = True
        offer(self, "conclusion", grouped(codes.CONCLUSIONS))


class ReopenForm(ActForm):
    """Why it is taken up again."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why is it taken up again?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why it is taken up again.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", presenters.reopen_choices())

    def chosen(self) -> ReopenReason:
        """The reason."""
        return ReopenReason(self.cleaned_data["reason"])


class CorrectionForm(ActForm):
    """One field of the record put right: what goes, what comes, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    was = forms.ChoiceField(label=gettext_lazy("Take away"), required=False)
    now = forms.ChoiceField(label=gettext_lazy("Put in its place"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why it is put right.")},
    )

    def __init__(self, *args: Any, discussion: Discussion, field: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"revision": discussion.revision})
        super().__init__(*args, **kwargs)
        self.field = field
        blank: Choices = [("", _("Nothing"))]
        offer(self, "reason", registry.current(codes.CORRECTION_REASONS).choices(language()))
        if field in LIST_FIELDS:
            there = set(getattr(discussion, field).values_list("code", flat=True))
            offered = [entry.code for entry in registry.current(codes.LISTS[field])]
            offer(self, "was", blank + grouped(codes.LISTS[field], there))
            absent = [code for code in offered if code not in there]
            offer(self, "now", blank + grouped(codes.LISTS[field], absent))
        else:
            del self.fields["was"]
            offer(self, "now", _single(discussion, field))
            self.fields["now"].label = _("What is right")
            self.fields["now"].required = True

    def clean(self) -> dict[str, Any]:
        """Of a list something goes or comes."""
        cleaned = super().clean() or {}
        if self.field in LIST_FIELDS and not (cleaned.get("was") or cleaned.get("now")):
            self.add_error("now", _("Choose what goes, what comes, or both."))
        return cleaned

    def correction(self) -> dict[str, Any]:
        """The words of `discussions.correct`."""
        return {
            "field": self.field,
            "revision": self.cleaned_data["revision"],
            "was": self.cleaned_data.get("was", ""),
            "now": self.cleaned_data["now"],
            "reason": self.cleaned_data["reason"],
        }


def _single(discussion: Discussion, field: str) -> Choices:
    if field == "age_group":
        ages = codes.age_groups(wide=discussion.table.small_place)
        return list(presenters.choices(codes.AGE_GROUPS, ages))
    return grouped(codes.LISTS[field])


def grouped(list_name: str, wanted: Any = None) -> Choices:
    """Codes of a list under their headings, all or only those wanted."""
    found = registry.current(list_name)
    keep = set(found.codes if wanted is None else wanted)
    if not found.grouped():
        return [(entry.code, entry.label(language())) for entry in found if entry.code in keep]
    groups = []
    for group, entries in found.grouped():
        rows = [(entry.code, entry.label(language())) for entry in entries if entry.code in keep]
        if rows:
            groups.append((group.label(language()), rows))
    return groups
