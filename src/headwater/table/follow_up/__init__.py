"""What became of it: one permitted line to who brought a situation, when the lead allows.

Later work lives here too: what became of people who agreed to say so. Coded; no name, no address,
no way back to either. Knows interventions and what lies below; knows nothing of screening.
"""
