"""Headwater: software for situation tables."""
