"""Code lists as data: what may be said about a situation, in two languages, with provenance.

Lives here: the packs (data files), their strict loader, the registry that knows which version is
in force, crosswalks between versions, and the search behind the factor picker. Plain Python.

Must not live here: models, Django, anything about one situation, one person or one agency.
"""
