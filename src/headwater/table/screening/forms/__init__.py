"""The forms of filter one. None has a field for a name; two texts go straight to the vault."""

from .before import BeforeForm, DutyForm
from .coded import FactsForm, QuestionsForm
from .protocol import ProtocolQuestionForm, PublishForm, StartForm
from .settling import KeepForm, NoteForm, ReferForm, ReviewForm
from .shared import Together
from .youth import YouthRecordForm

__all__ = [
    "BeforeForm",
    "DutyForm",
    "FactsForm",
    "KeepForm",
    "NoteForm",
    "ProtocolQuestionForm",
    "PublishForm",
    "QuestionsForm",
    "ReferForm",
    "ReviewForm",
    "StartForm",
    "Together",
    "YouthRecordForm",
]
