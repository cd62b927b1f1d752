"""The profile questionnaire: read from a file, placed, stored, and written back."""
