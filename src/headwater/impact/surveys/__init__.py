"""Surveys of partners and of people served. Holds nothing yet; later work lives here."""
