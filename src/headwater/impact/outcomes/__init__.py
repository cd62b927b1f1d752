"""Outcomes followed with consent. Holds nothing yet; later work lives here."""
