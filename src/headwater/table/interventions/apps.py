"""Makes the room of filter four known to Django."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """Filter four: the response of the agencies that stay."""

    name = "headwater.table.interventions"
    label = "interventions"
