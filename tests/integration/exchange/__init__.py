"""The exchange, with what it stores."""
