"""What nobody holds after a seat has ended, until the chair has given it to someone."""
