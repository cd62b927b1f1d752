"""The forms of a meeting. Codes, days and hours; no field takes typed text about a person."""

from .absences import KeepOutForm
from .customs import CustomsForm, NewPlaceForm, TrainingForm
from .deciding import DecisionForm, FactsForm
from .ending import ConclusionForm, CorrectionForm, ReopenForm
from .planning import (
    AfterwardsForm,
    CloseForm,
    FromSeriesForm,
    HandOverForm,
    PlanForm,
    SeriesForm,
    SkipDayForm,
    UrgentForm,
)
from .roll import RollForm
from .shared import place_error
from .sharing import AgenciesForm, AnswersForm, BasisForm

__all__ = [
    "AfterwardsForm",
    "AgenciesForm",
    "AnswersForm",
    "BasisForm",
    "CloseForm",
    "ConclusionForm",
    "CorrectionForm",
    "CustomsForm",
    "DecisionForm",
    "FactsForm",
    "FromSeriesForm",
    "HandOverForm",
    "KeepOutForm",
    "NewPlaceForm",
    "PlanForm",
    "ReopenForm",
    "RollForm",
    "SeriesForm",
    "SkipDayForm",
    "TrainingForm",
    "UrgentForm",
    "place_error",
]
