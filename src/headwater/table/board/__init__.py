"""Agenda, live board, projection, Today, the discussion page, minutes, report back and conclusion.

Composes the rooms below it; keeps no record of its own.
"""
