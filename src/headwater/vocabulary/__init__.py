"""Code lists as data with provenance and versions. Plain Python: no models, no Django."""
