"""Who saw and did what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only, chained trail."""

    name = "headwater.audit"
    label = "audit"
