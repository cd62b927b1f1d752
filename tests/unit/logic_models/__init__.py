"""Logic models, without a database."""
