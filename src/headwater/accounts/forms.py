"""The forms of accounts that are ours; sign-in itself is allauth's."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class InvitationForm(forms.Form):
    """A first password, typed once: it can be shown while typing by the browser."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 characters. Four words that do not belong together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
