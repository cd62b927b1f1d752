"""Filter one, private to an agency: protocol, duty to report, what was kept and what was brought.

Has no name field; nothing here is seen by another agency. Free text is of two kinds only: the
agency's note and file number, sealed in the vault, and the wording of its own protocol.
"""
