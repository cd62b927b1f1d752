"""Tests of the audit trail without a database."""
