"""Knowledge products and the public pages."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """What leaves the house."""

    name = "headwater.publishing"
    label = "publishing"
