"""People who sign in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, before any seat."""

    name = "headwater.accounts"
    label = "accounts"
