"""Our table in figures: questions of the newest extract as sentence, chart and table, for members.

Nothing exact passes here: every number is one that `evidence.disclosure` made.
"""
