"""Plain values for the pages of products and of the community's public profile."""

from .answering import kept_records
from .editions import actions, closed_quarters, edition_page
from .profile import funders, goal_lines, profile_sections

__all__ = [
    "actions",
    "closed_quarters",
    "edition_page",
    "funders",
    "goal_lines",
    "kept_records",
    "profile_sections",
]
