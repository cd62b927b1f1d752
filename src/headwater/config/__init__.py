"""Settings, addresses, navigation and the wiring of policies: the only room that knows every other.

Nothing here decides anything about people or records; it only connects rooms.
"""
