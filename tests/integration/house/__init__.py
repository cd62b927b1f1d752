"""Every page of the product, for the whole cast."""
