"""The community's profile: the questions, the kinds of facts, and the profile as a whole.

Reading a file into it is the work of `exchange.profile`; showing it, of `publishing`.
"""
