"""Sealed identifiers and filter-four content, grants, keys. One door: `vault.api`.

Knows nothing of discussions; trusts no caller.
"""
