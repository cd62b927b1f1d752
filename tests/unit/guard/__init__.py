"""The identifier guard: what it must find, what it must leave alone, and how well it does."""
