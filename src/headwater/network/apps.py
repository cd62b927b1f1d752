"""Who belongs, in which role, from when to when."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Communities, tables, agencies, seats."""

    name = "headwater.network"
    label = "network"
