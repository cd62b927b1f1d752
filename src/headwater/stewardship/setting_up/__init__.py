"""Setting a community up through the browser, from its first administrator to its first meeting.

Lists of agencies, tables, agreements and people. Nothing here reads a discussion.
"""
