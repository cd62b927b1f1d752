"""Tests of the vault without a database."""
