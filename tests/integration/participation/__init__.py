"""Who comes, through services and pages."""
