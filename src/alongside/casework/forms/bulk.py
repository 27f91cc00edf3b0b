"""What is asked for when one thing is done with several cases."""

from typing import Any, cast

from alongside.casework.rules.bulk import Action, BulkChange
from alongside.casework.words import ACTIONS
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TickField,
    choices_of,
)


class BulkForm(HouseForm):
    action = ChoiceField(label="What is to be done?", choices=choices_of(ACTIONS))
    post = SelectField(
        label="To which post do they go, or which post covers?",
        required=False,
        empty_words="None: it is a reminder or a note",
    )
    since = DayField(label="First day of the cover", required=False)
    until = DayField(label="On which day does the cover end?", required=False)
    words = LongTextField(label="The note, if it is one", required=False, rows=3)
    is_all = TickField(label="All the cases that are shown below", required=False)
    cases = ChoicesField(label="Or which of them?", required=False)

    def change(self) -> BulkChange:
        chosen = self.cleaned_data
        offered = cast(Any, self.fields["cases"]).choices
        refs = [ref for ref, _ in offered] if chosen["is_all"] else chosen["cases"]
        return BulkChange(
            action=Action(chosen["action"]),
            case_refs=tuple(str(ref) for ref in refs),
            post_ref=chosen["post"],
            since=chosen["since"],
            until=chosen["until"],
            words=chosen["words"],
        )
