"""Makes the room known to Django."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Filter one."""

    name = "headwater.table.screening"
    label = "screening"
