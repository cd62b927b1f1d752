"""What became of it, through services and pages."""
