"""Forms in the house's shape: every error has a sentence and a link, and nothing typed is lost."""

from alongside.web.forms.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    DecimalField,
    EmailField,
    FileField,
    HiddenField,
    LongTextField,
    PartialDateField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    WholeNumberField,
)
from alongside.web.forms.house import Choices, FilterForm, Groups, HouseForm, Outcome, choices_of
from alongside.web.forms.renderer import HouseBoundField, HouseFormRenderer

__all__ = [
    "ChoiceField",
    "Choices",
    "ChoicesField",
    "DayField",
    "DecimalField",
    "EmailField",
    "FileField",
    "FilterForm",
    "Groups",
    "HiddenField",
    "HouseBoundField",
    "HouseForm",
    "HouseFormRenderer",
    "LongTextField",
    "Outcome",
    "PartialDateField",
    "SelectField",
    "TextField",
    "TickField",
    "VersionField",
    "WholeNumberField",
    "choices_of",
]
