"""The forms of filter four. The names of their fields are those of the services’ arguments.

A form only reads what was entered; whether it can be true is the service’s to say, so that
every way in is judged by the same rules.
"""

from .base import ActForm, InstantField
from .ending import (
    ActingForm,
    CloseForm,
    CorrectionForm,
    DebriefForm,
    LeadForm,
    LeaveForm,
    ReportForm,
)
from .planning import DoorForm, OpenPlanForm, PlanForm, VisitForm
from .recording import (
    ConsentForm,
    ContactForm,
    GapForm,
    MobilizationForm,
    ToBeToldForm,
    ToldForm,
)
from .stepping import AddStepForm, AdoptForm, ClockRuleForm, SettleForm, TemplateStepForm

__all__ = [
    "ActForm",
    "ActingForm",
    "AddStepForm",
    "AdoptForm",
    "ClockRuleForm",
    "CloseForm",
    "ConsentForm",
    "ContactForm",
    "CorrectionForm",
    "DebriefForm",
    "DoorForm",
    "GapForm",
    "InstantField",
    "LeadForm",
    "LeaveForm",
    "MobilizationForm",
    "OpenPlanForm",
    "PlanForm",
    "ReportForm",
    "SettleForm",
    "TemplateStepForm",
    "ToBeToldForm",
    "ToldForm",
    "VisitForm",
]
