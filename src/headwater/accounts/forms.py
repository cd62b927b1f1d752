"""The forms of accounts: the invitation's is ours, the others are allauth's in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _


class InvitationForm(forms.Form):
    """A first password, typed once: it can be shown while typing by the browser."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 characters. Four words that do not belong together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class _Plain(forms.Form):
    """Without allauth's placeholders and links between label and field: our pages say it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""


class SignInForm(_Plain, allauth.LoginForm):
    """Address and password."""


class SignInAgainForm(_Plain, allauth.ReauthenticateForm):
    """The password once more, before something that matters."""


class PasswordForm(_Plain, allauth.ChangePasswordForm):
    """A new password by who knows the old one."""
