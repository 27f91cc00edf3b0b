"""Which cases of the queue to show: kept in the address."""

from alongside.casework.queries.queue import QueueChoice
from alongside.casework.words import STAGES
from alongside.web.forms import FilterForm, SelectField, TextField, choices_of

ANY = ("", "Any")


class PupilSearchForm(FilterForm):
    q = TextField(label="Name of a pupil", max_length=100)


class QueueFilterForm(FilterForm):
    when = SelectField(
        label="What is due",
        choices=[
            ANY,
            ("late", "Something late"),
            ("soon", "Due within 14 days"),
            ("untold", "Family not told yet"),
            ("owed", "Family owed a letter"),
        ],
    )
    whose = SelectField(label="Whose turn", choices=[ANY, ("ours", "The council’s")])
    stage = SelectField(label="Where it stands", choices=[ANY, *choices_of(STAGES)])
    post = SelectField(label="With which post", choices=[ANY])

    @property
    def choice(self) -> QueueChoice:
        """What was asked for; anything that is no choice asks for everything."""
        return QueueChoice(**self.chosen())
