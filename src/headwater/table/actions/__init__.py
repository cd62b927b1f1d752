"""Actions: who does what by when, about a discussion or the table's own work. Codes only.

An action that is not closed is carried over: it stands with each meeting until someone says that
it was done, was not possible, or was not done.
"""
