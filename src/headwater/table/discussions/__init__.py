"""Filters two and three: the coded record, the decision, disclosure bases, the conclusion.

No free text and no identifier, ever.
"""
