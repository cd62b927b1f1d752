"""Knowledge products, editions, approvals, public pages, the network profile, the register of influence.

Shows only values that `evidence.disclosure` made; imports neither table nor vault.
"""
