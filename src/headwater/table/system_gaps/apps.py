"""Makes the room of system gaps known to Django."""

from django.apps import AppConfig


class SystemGapsConfig(AppConfig):
    """System gaps, curated by the coordinator."""

    name = "headwater.table.system_gaps"
    label = "system_gaps"
