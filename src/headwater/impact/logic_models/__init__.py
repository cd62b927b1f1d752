"""Goals of a community, their logic models and the indicators that live from the extract."""
