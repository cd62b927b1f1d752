"""The words for roles and settings, translated. One name for one thing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .rules import DecisionMode, FilterThree, Role


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


def filter_three_label(mode: FilterThree) -> str:
    """How names are handled at filter three."""
    return {
        FilterThree.SPOKEN: _("Spoken: said at the table, stored nowhere"),
        FilterThree.SEALED: _("Sealed: opened by those who stay, destroyed when the table goes on"),
        FilterThree.NO_NAMES: _("No names"),
    }[mode]


def decision_mode_label(mode: DecisionMode) -> str:
    """How the table reaches its decision."""
    return {
        DecisionMode.CONSENSUS: _("By consensus"),
        DecisionMode.VOTE: _("By vote"),
        DecisionMode.POSITIONS: _("By each agency’s position"),
    }[mode]


def zone_label(zone: str) -> str:
    """A time zone by the place people know it by."""
    return {
        "America/Vancouver": _("Pacific time (Vancouver)"),
        "America/Whitehorse": _("Yukon time (Whitehorse)"),
        "America/Edmonton": _("Mountain time (Edmonton)"),
        "America/Yellowknife": _("Mountain time (Yellowknife)"),
        "America/Regina": _("Saskatchewan time (Regina)"),
        "America/Winnipeg": _("Central time (Winnipeg, Kenora)"),
        "America/Rankin_Inlet": _("Central time (Rankin Inlet)"),
        "America/Atikokan": _("Eastern time all year (Atikokan)"),
        "America/Toronto": _("Eastern time (Toronto, Sudbury, Montréal)"),
        "America/Iqaluit": _("Eastern time (Iqaluit)"),
        "America/Halifax": _("Atlantic time (Halifax)"),
        "America/Moncton": _("Atlantic time (Moncton)"),
        "America/Goose_Bay": _("Atlantic time (Goose Bay)"),
        "America/St_Johns": _("Newfoundland time (St. John’s)"),
    }.get(zone, zone)
