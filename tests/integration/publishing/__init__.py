"""The pages of publishing, visited by the whole cast."""
