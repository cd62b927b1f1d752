"""How days, hours and numbers are written in each language; settings name this package."""
