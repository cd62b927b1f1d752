"""The shared, coded record of what the table discusses."""

from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    """Filters two and three, decision, conclusion."""

    name = "headwater.table.discussions"
    label = "discussions"
