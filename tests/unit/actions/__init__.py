"""The pure rules of actions."""
