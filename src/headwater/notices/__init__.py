"""What to tell whom: recipient, template, reference. Holds nothing yet; later work lives here."""
