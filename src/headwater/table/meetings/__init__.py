"""Series, meetings, attendance, acknowledgement, recusal; agenda items hold an opaque reference.

No free text about people; knows nothing of what an item is about.
"""
