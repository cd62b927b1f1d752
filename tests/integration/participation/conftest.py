"""Visits to the pages of this room."""

from tests.integration.visits import still_clock, visit

__all__ = ["still_clock", "visit"]
