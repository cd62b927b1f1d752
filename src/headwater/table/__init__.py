"""The floor of the situation table: from an agency's own screening to the conclusion."""
