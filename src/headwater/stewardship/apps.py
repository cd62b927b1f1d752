"""Looking after the house."""

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    """Privacy desk, retention, first administrator, demo."""

    name = "headwater.stewardship"
    label = "stewardship"
