"""The one error of this room."""

from headwater.core.errors import Refused


class VocabularyError(Refused):
    """A list, a crosswalk or a code was refused.

    The message is one sentence for the person who brought the file: it names the file (or list),
    the entry, and what to do about it. Nothing was written when this is raised. A code that came
    from a form is not repeated: messages reach logs, and anything can be sent as a code.
    """
