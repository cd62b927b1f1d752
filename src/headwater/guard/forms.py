"""Text fields that are looked at before they are saved, and what each field's class allows.

`never`: the text is refused until the identifier is out. `override_with_reason`: it may stay when
the person chooses a reason, which the service records without the text. `identifier_allowed`: for
sealed content; told once, saved when sent again unchanged.

A reason and a second sending count for exactly what was shown: a keyed digest of it travels with
the form, so nothing new slips in beside what was accepted. All of it works without JavaScript.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from .finding import Finding, Kind
from .looking import look
from .override import REASON as REASON
from .override import Override
from .presenters import sentences

SEEN = "identifiers_seen"


class Stance(StrEnum):
    """What the class of a field allows."""

    NEVER = "never"
    WITH_REASON = "override_with_reason"
    ALLOWED = "identifier_allowed"


class GuardedText(forms.CharField):
    """A text that the guard looks at. `kinds`: those that matter here; all, unless said."""

    def __init__(
        self,
        *,
        stance: Stance,
        language: str | None = None,
        kinds: Collection[Kind] = frozenset(Kind),
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.stance, self.language, self.kinds = stance, language, frozenset(kinds)
        self.known: Collection[str] = ()

    def found(self, text: str) -> list[Finding]:
        """What the guard sees in it, of the kinds that matter here."""
        seen = look(text, self.language, known=self.known)
        return [finding for finding in seen if finding.kind in self.kinds]

    def clean(self, value: Any) -> Any:
        """The text; ValidationError with what was seen and why, where it may never stay."""
        text = super().clean(value)
        if self.stance == Stance.NEVER and text and (findings := self.found(text)):
            told = sentences(text, findings, _("Write it without: this text is shared."))
            raise ValidationError([ValidationError(line, code="identifier") for line in told])
        return text


class GuardedForm(forms.Form):
    """A form with texts that may hold identifiers, seen once or with a reason."""

    def __init__(
        self,
        *args: Any,
        known_names: Collection[str] = (),
        identifier_reasons: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """`known_names` may stand; `identifier_reasons`: code and words, for fields that ask."""
        super().__init__(*args, **kwargs)
        self.identifiers_found = False
        self.override: Override | None = None
        for field in self.fields.values():
            if isinstance(field, GuardedText):
                field.known = known_names
        stances = {field.stance for _name, field in self._guarded()}
        if stances - {Stance.NEVER}:
            self.fields[SEEN] = forms.CharField(widget=forms.HiddenInput, required=False)
        if Stance.WITH_REASON in stances:
            self.fields[REASON] = forms.ChoiceField(
                label=_("Why may it stay?"),
                help_text=_("Your choice is recorded, without the text."),
                required=False,
                widget=forms.RadioSelect,
                choices=list(identifier_reasons),
            )

    def _guarded(self) -> list[tuple[str, GuardedText]]:
        return [(name, f) for name, f in self.fields.items() if isinstance(f, GuardedText)]

    def clean(self) -> dict[str, Any]:
        """Look at every text that passed so far; see the module for what happens then."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen, reason = cleaned.pop(SEEN, ""), cleaned.pop(REASON, "")
        found = {
            name: (field, findings)
            for name, field in self._guarded()
            if field.stance != Stance.NEVER
            and (text := cleaned.get(name))
            and (findings := field.found(text))
        }
        if found:
            digest = self._digest(cleaned, {name: marks for name, (_f, marks) in found.items()})
            same = constant_time_compare(seen, digest)
            self._settle(cleaned, found, reason if same else "", same=same)
            self._carry(digest)
        return cleaned

    def _settle(
        self,
        cleaned: dict[str, Any],
        found: dict[str, tuple[GuardedText, list[Finding]]],
        reason: str,
        *,
        same: bool,
    ) -> None:
        """Let stand what may stand; put the sentences at the fields of the rest."""
        kinds: set[Kind] = set()
        for name, (field, findings) in found.items():
            if field.stance == Stance.ALLOWED:
                if not same:
                    last = _("It is rarely needed here. Take it out, or save again to keep it.")
                    self._tell(name, cleaned[name], findings, last)
                continue
            kinds |= {finding.kind for finding in findings}
            if not reason:
                last = _("Take it out, or say below why it may stay.")
                self._tell(name, cleaned[name], findings, last)
                self.identifiers_found = True
        if kinds and reason:
            self.override = Override(reason, tuple(sorted(kinds)))

    def _tell(self, name: str, text: str, findings: list[Finding], advice: str) -> None:
        for line in sentences(text, findings, advice):
            self.add_error(name, ValidationError(line, code="identifier"))

    def _digest(self, cleaned: dict[str, Any], found: dict[str, list[Finding]]) -> str:
        pieces = [
            f"{name}={cleaned[name][each.start : each.end]}"
            for name, marks in sorted(found.items())
            for each in marks
        ]
        return salted_hmac(
            "headwater.guard.seen", "\0".join(pieces), algorithm="sha256"
        ).hexdigest()

    def _carry(self, digest: str) -> None:
        """Write what was shown into the form as it is drawn again."""
        name = self.add_prefix(SEEN)
        if isinstance(self.data, QueryDict):
            posted = self.data.copy()
            posted[name] = digest
            self.data = posted
        else:
            self.data = {**self.data, name: digest}
