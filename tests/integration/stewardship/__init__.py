"""The pages of stewardship, visited by the whole cast."""
