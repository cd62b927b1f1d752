"""The outer world: the profile questionnaire, spreadsheets, provincial files, feeds.

May call services of the table; must never reach the vault.
"""
