"""The demo and the desk, without a database."""
