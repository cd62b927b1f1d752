"""Goals and their logic models, driven through their pages."""
