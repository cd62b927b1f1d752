"""Goals, logic models, indicators."""

from django.apps import AppConfig


class LogicModelsConfig(AppConfig):
    """What a community wants to change, and how it would know."""

    name = "headwater.impact.logic_models"
    label = "logic_models"
