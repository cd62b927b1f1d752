"""Tests of rooms together: services, stores, pages through HTTP."""
