"""Sealed identifiers and filter-four content, grants, keys. One door: `vault.api`.

Knows nothing of discussions; trusts no caller: it checks seat and grant itself. `retention` is
for the daily run. Every other module here is the door's interior; a test refuses an import of
it from another room.
"""
