"""People who sign in, and their sessions. One person, one account; what they may do is a matter of seats."""
