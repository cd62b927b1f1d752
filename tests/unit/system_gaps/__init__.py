"""The pure rules of system gaps."""
