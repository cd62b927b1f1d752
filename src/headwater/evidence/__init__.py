"""The de-identified side: the extract, the engine that reads it, the questions, what may leave.

Cannot reach the vault, nor a live row but through `evidence.extract`.
"""
