"""Makes the room of participation known to Django."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """How often each agency came."""

    name = "headwater.table.participation"
    label = "participation"
