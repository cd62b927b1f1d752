"""Accounts, driven through their pages."""
