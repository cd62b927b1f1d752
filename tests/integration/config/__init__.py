"""The wiring: front door, refusals, navigation."""
