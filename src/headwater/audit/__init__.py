"""Who saw and did what: append-only, chained. No views; imports no one above core."""
