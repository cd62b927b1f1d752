"""A browser's own name for itself, in words a person knows."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# Looked for in this order: most browsers also name the ones they resemble.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def browser_name(user_agent: str) -> str:
    """`Firefox, Windows` of a user agent's long name; says so when neither is known."""
    found = [
        next((name for mark, name in known if mark in user_agent), "")
        for known in (BROWSERS, MACHINES)
    ]
    return ", ".join(filter(None, found)) or _("A browser we do not know")
