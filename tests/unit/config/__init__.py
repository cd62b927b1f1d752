"""The wiring, without a database."""
