"""The de-identified side."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Extract, questions, disclosure, figures."""

    name = "headwater.evidence"
    label = "evidence"
