"""The privacy desk, reading the audit trail, the retention run, the first administrator and the demo builder.

Looks after the house; must not read the content of discussions.
"""
