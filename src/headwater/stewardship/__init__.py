"""The privacy desk: audit trail, seats, retention run, and the builder of the demo.

Looks after the house; must not read the content of discussions.
"""
