"""How often each agency came, for the coordinator and the agency itself."""
