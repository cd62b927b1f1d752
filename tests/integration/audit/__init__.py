"""Tests of the audit trail on a real database."""
