"""The exchange, without a database."""
