"""Makes the room of orphans known to Django."""

from django.apps import AppConfig


class OrphansConfig(AppConfig):
    """What nobody holds, until someone does."""

    name = "headwater.table.orphans"
    label = "orphans"
