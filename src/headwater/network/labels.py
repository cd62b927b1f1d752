"""The words for roles and settings, translated. One name for one thing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .rules import Role


def role_label(role: Role) -> str:
    """A role's name in the language in force."""
    return {
        Role.REPRESENTATIVE: _("Representative"),
        Role.ALTERNATE: _("Alternate"),
        Role.AGENCY_LEAD: _("Agency lead"),
        Role.CHAIR: _("Chair or coordinator"),
        Role.ANALYST: _("Analyst"),
        Role.EVALUATOR: _("Evaluator"),
        Role.STEERING: _("Steering committee"),
        Role.DATA_STEWARD: _("Data steward"),
        Role.PRIVACY_OFFICER: _("Privacy officer"),
        Role.ADMINISTRATOR: _("Administrator"),
    }[role]
