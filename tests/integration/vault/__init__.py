"""Tests of the vault on a real database."""
