"""Seats, as requests meet them."""
