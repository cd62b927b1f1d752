"""Filter four: participants, plan, consent, contacts, services mobilized, system gaps.

Everything that could identify a person is sealed in the vault; here are codes and times only.
What is wrong is struck out by a dated correction, never overwritten.
"""
