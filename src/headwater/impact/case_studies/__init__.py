"""De-identified case studies. Holds nothing yet; later work lives here."""
