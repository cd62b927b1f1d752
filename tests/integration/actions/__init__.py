"""Actions through services and pages."""
