"""What became of it, for those who agreed. Holds nothing yet; later work lives here."""
