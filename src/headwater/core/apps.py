"""Makes core's templates, static files and template tags known to Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The room without models."""

    name = "headwater.core"
    label = "core"
