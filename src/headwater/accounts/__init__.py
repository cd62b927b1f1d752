"""People who sign in, and their sessions. What a person may do is a matter of seats."""
