"""The tests: unit, integration, browser, architecture. See `docs/how-to/test-it.md`."""
