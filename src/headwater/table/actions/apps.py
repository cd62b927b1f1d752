"""Makes the room of actions known to Django."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Who does what by when."""

    name = "headwater.table.actions"
    label = "actions"
