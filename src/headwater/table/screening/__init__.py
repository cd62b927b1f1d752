"""Filter one, private to an agency: protocol, duty to report, what was kept and what was brought.

Has no name field; nothing here is seen by another agency.
"""
