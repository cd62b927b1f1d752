"""A table's meetings in a person's own calendar: a secret address, and nothing of any situation."""
