"""Knowledge products and their editions, approvals, public pages, the network profile.

Shows only values that `evidence.disclosure` made; imports neither table nor vault.
"""
