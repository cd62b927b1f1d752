"""Forms of setting up. Field names are those of the services, so a refusal lands at its field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headwater.core.fields import DatePartsField
from headwater.exchange.profile.reading import MAX_BYTES
from headwater.network import services as network
from headwater.network.labels import decision_mode_label, filter_three_label, role_label, zone_label
from headwater.network.models import Agency, Table
from headwater.network.rules import MOST_HOURS, MOST_QUORUM, ZONES, DecisionMode, FilterThree, Role
from headwater.vocabulary import registry

# Who an agency's own page can seat; the other roles are given on the page of seats.
OF_AN_AGENCY = (Role.REPRESENTATIVE, Role.ALTERNATE, Role.AGENCY_LEAD, Role.DATA_STEWARD)


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _zones() -> list[tuple[str, str]]:
    return [(zone, zone_label(zone)) for zone in ZONES]


class NamesForm(forms.Form):
    """A name in English, and in French where there is one."""

    name_en = forms.CharField(
        label=gettext_lazy("Name in English"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name in English.")},
    )
    name_fr = forms.CharField(
        label=gettext_lazy("Name in French"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("French pages then say it so. Left empty, they show the English."),
    )


class FoundForm(NamesForm):
    """A new community: its names and where it lives in time."""

    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), initial="America/Toronto", required=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "time_zone", _zones())


class CommunityForm(FoundForm):
    """The community's names, its zone, and when it began."""

    launched = DatePartsField(
        label=gettext_lazy("Day it began"),
        help_text=gettext_lazy("The first meeting of your table, if you know it."),
        required=False,
    )


class ProfileForm(forms.Form):
    """The network's questionnaire, as a plain text file."""

    profile = forms.FileField(
        label=gettext_lazy("Your profile questionnaire, as a plain text file"),
        max_length=200,
        error_messages={"required": gettext_lazy("Choose the file.")},
    )
    only_look = forms.BooleanField(
        label=gettext_lazy("Only look: tell me what it reads, save nothing"), required=False
    )

    def content(self) -> bytes:
        """The bytes that were sent; one more than a profile may have, so that it is refused."""
        return bytes(self.cleaned_data["profile"].read(MAX_BYTES + 1))


class FoundFileForm(ProfileForm):
    """The questionnaire from which the first community is made."""

    only_look = None  # type: ignore[assignment]


class TableForm(NamesForm):
    """A table and what its members agreed on."""

    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"))
    quorum = forms.IntegerField(
        label=gettext_lazy("Quorum: how many agencies must be there"),
        help_text=gettext_lazy("Leave it empty where none was agreed."),
        min_value=1,
        max_value=MOST_QUORUM,
        required=False,
    )
    decision_mode = forms.ChoiceField(
        label=gettext_lazy("How the table decides"),
        widget=forms.RadioSelect,
        initial=DecisionMode.CONSENSUS.value,
    )
    filter_three = forms.ChoiceField(
        label=gettext_lazy("Names at filter three"),
        widget=forms.RadioSelect,
        initial=FilterThree.SPOKEN.value,
    )
    first_contact_hours = forms.IntegerField(
        label=gettext_lazy("Hours until the first contact"),
        help_text=gettext_lazy("Tables agree on 24 to 48 hours. They count from the decision."),
        min_value=1,
        max_value=MOST_HOURS,
        initial=48,
    )
    small_place = forms.BooleanField(
        label=gettext_lazy("Small-place mode"),
        help_text=gettext_lazy(
            "For a town where everyone knows everyone: below 10,000 people or 30 discussions a "
            "year. Wide age groups, and nothing is published for this table alone."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "time_zone", _zones())
        _offer(self, "decision_mode", [(m.value, decision_mode_label(m)) for m in DecisionMode])
        _offer(self, "filter_three", [(m.value, filter_three_label(m)) for m in FilterThree])

    def settings(self) -> network.TableSettings:
        """What was entered, as the service takes it."""
        said = self.cleaned_data
        return network.TableSettings(
            name_en=said["name_en"],
            name_fr=said["name_fr"],
            time_zone=said["time_zone"],
            filter_three=FilterThree(said["filter_three"]),
            decision_mode=DecisionMode(said["decision_mode"]),
            quorum=said["quorum"],
            small_place=said["small_place"],
            first_contact_hours=said["first_contact_hours"],
        )

    @staticmethod
    def initial_of(table: Table) -> dict[str, Any]:
        """The settings as they are."""
        names = network.TableSettings.__dataclass_fields__
        return {name: getattr(table, name) for name in names}


class AgencyForm(NamesForm):
    """An agency of the community."""

    agency_type = forms.ChoiceField(
        label=gettext_lazy("Type of agency"),
        help_text=gettext_lazy("It gives the sector, and the Acts the agency may rest on."),
    )
    joined = DatePartsField(label=gettext_lazy("Day it joined"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        types = registry.current(network.AGENCY_TYPES).choices(language)
        _offer(self, "agency_type", [("", _("Choose")), *types])


class LeaveForm(forms.Form):
    """An agency's last day."""

    left = DatePartsField(label=gettext_lazy("Last day"))


class AgreementForm(forms.Form):
    """An agreement with a table."""

    table = forms.ChoiceField(label=gettext_lazy("Table"))
    signed = DatePartsField(label=gettext_lazy("Day it was signed"))
    ends = DatePartsField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Leave it open if no end was agreed."),
        required=False,
    )

    def __init__(self, *args: Any, tables: list[Table], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        _offer(self, "table", [(each.reference, each.name(language)) for each in tables])


class EndForm(forms.Form):
    """The last day of an agreement."""

    ends = DatePartsField(label=gettext_lazy("Last day"))


class PersonForm(forms.Form):
    """Someone of an agency, and what they come to do."""

    display_name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    table = forms.ChoiceField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("For a representative or an alternate."),
        required=False,
    )

    def __init__(self, *args: Any, agency: Agency, tables: list[Table], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.agency = agency
        _offer(self, "role", [(role.value, role_label(role)) for role in OF_AN_AGENCY])
        offered = [(each.reference, each.name(language)) for each in tables]
        _offer(self, "table", [("", _("None")), *offered])
