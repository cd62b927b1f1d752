"""The service directory: which agency offers what, and whether it has room now."""
