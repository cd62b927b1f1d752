"""Makes the guard's French known to Django."""

from django.apps import AppConfig


class GuardConfig(AppConfig):
    """The room that looks at what is about to be saved."""

    name = "headwater.guard"
    label = "guard"
