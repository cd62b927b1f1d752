"""What changed: logic models, outcomes, interviews, case studies, surveys.

Imports neither table nor vault; its numbers come from the extract.
"""
