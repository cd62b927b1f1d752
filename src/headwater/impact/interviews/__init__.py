"""Partner interviews and their coding. Holds nothing yet; later work lives here."""
