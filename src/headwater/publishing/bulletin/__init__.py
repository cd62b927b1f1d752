"""The bulletin: one page about a closed quarter, findings first, two charts, a context note."""
