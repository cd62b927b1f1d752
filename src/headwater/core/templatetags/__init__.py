"""Template tags every room may load: the components of the design."""
