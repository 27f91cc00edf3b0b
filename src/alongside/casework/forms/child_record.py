"""What is asked for when the record of a child grows: a name, an address, a setting, a time in care, or a
brother or sister.
"""

from collections.abc import Mapping

from alongside.casework.rules.child_record import (
    NewAddress,
    NewName,
    NewPeriod,
    NewRow,
    NewSetting,
    NewSibling,
    Sort,
)
from alongside.casework.words import PERIOD_KINDS, SETTING_KINDS
from alongside.web.forms import (
    ChoiceField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    choices_of,
)


class RowForm(HouseForm):
    """``new_row`` gives what the operation is asked to add."""

    def new_row(self) -> NewRow:
        raise NotImplementedError


class NameForm(RowForm):
    name = TextField(label="Another name by which they are, or were, known")

    def new_row(self) -> NewRow:
        return NewName(name=self.cleaned_data["name"])


class AddressForm(RowForm):
    address = LongTextField(label="Address", rows=3)
    postcode = TextField(label="Postcode", required=False, max_length=10, width=10)
    began_on = DayField(label="Since which day do they live there?")
    restriction = LongTextField(
        label="Who must not be told of this address, and why?",
        help_text="It goes into no letter. Leave it empty if nobody is kept from it.",
        required=False,
        rows=2,
    )

    def new_row(self) -> NewRow:
        return NewAddress(
            address=self.cleaned_data["address"],
            postcode=self.cleaned_data["postcode"],
            began_on=self.cleaned_data["began_on"],
            restriction=self.cleaned_data["restriction"],
        )


class SettingForm(RowForm):
    school = SelectField(
        label="School or setting", required=False, empty_words="It is not in the list"
    )
    place = TextField(label="Name of the place, if it is not in the list", required=False)
    kind = SelectField(label="What kind of place is it?", choices=choices_of(SETTING_KINDS))
    began_on = DayField(label="On which day did they begin there?")

    def new_row(self) -> NewRow:
        return NewSetting(
            school_ref=self.cleaned_data["school"],
            place=self.cleaned_data["place"],
            kind=self.cleaned_data["kind"],
            began_on=self.cleaned_data["began_on"],
        )


class PeriodForm(RowForm):
    kind = ChoiceField(label="What is it?", choices=choices_of(PERIOD_KINDS))
    began_on = DayField(label="Since which day?")
    responsible = TextField(
        label="Which authority or team?",
        help_text="For somebody who is looked after: the authority that looks after them.",
        required=False,
    )
    head_post = SelectField(
        label="Virtual School Head, for somebody who is looked after",
        required=False,
        empty_words="Nobody is named",
    )
    worker = SelectField(
        label="Social worker",
        help_text="Somebody among the contacts. Add them there first.",
        required=False,
        empty_words="Nobody is named",
    )

    def new_row(self) -> NewRow:
        return NewPeriod(
            kind=self.cleaned_data["kind"],
            began_on=self.cleaned_data["began_on"],
            responsible=self.cleaned_data["responsible"],
            head_post_ref=self.cleaned_data["head_post"],
            worker_ref=self.cleaned_data["worker"],
        )


class SiblingForm(RowForm):
    number = TextField(
        label="Number of the brother’s or sister’s case",
        help_text="Like 2025-00001. Their case is not opened.",
        max_length=12,
        width=10,
    )

    def new_row(self) -> NewRow:
        return NewSibling(number=self.cleaned_data["number"])


FORMS: Mapping[Sort, type[RowForm]] = {
    Sort.NAME: NameForm,
    Sort.ADDRESS: AddressForm,
    Sort.SETTING: SettingForm,
    Sort.PERIOD: PeriodForm,
    Sort.SIBLING: SiblingForm,
}


class EndForm(HouseForm):
    ended_on = DayField(label="What was the first day on which it no longer was?")
