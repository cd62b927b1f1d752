"""System gaps, curated: what is missing in a community, merged and counted over time."""
