"""Filter four, driven through its services and its pages."""
