"""Pages of the outer world, at a time that stands still."""

from tests.integration.visits import still_clock

__all__ = ["still_clock"]
