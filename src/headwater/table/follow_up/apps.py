"""Makes the room of what became of it known to Django."""

from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    """What became of it."""

    name = "headwater.table.follow_up"
    label = "follow_up"
