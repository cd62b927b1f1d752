"""The pages of the table. Each view: access on its first line, then one service call."""
