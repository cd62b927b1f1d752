"""What nobody holds, through services and pages."""
