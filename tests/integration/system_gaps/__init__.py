"""System gaps, through services and pages."""
