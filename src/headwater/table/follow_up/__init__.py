"""What became of it, for those who agreed. Holds nothing yet; later work lives here.

Takes only what a person agreed to share, coded; no name, no address, no way back to either.
Knows interventions and what lies below; knows nothing of screening.
"""
