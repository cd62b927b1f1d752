"""The room that connects the others: its templates, its translations, its wiring at start-up."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Loaded last, so that every room is known when policies are wired."""

    name = "headwater.config"
    label = "config"
