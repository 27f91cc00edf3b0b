"""What is asked to plan a round, to draw its sample, to give it to auditors, and to moderate it."""

from alongside.quality.rules.codes import About, Exclusion, Grade, Seat, Stratum
from alongside.quality.rules.drawing import LARGEST, NewRound
from alongside.quality.rules.moderating import NewMeeting
from alongside.quality.words import ABOUT, EXCLUSIONS, GRADES, PRESENT, SEATS, STRATA
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    WholeNumberField,
    choices_of,
)

ROUNDS = {each: words for each, words in ABOUT.items() if each is not About.FAMILY}
CHOSEN = {each: words for each, words in EXCLUSIONS.items() if each is not Exclusion.CEASED}


class RoundForm(HouseForm):
    about = ChoiceField(label="What is audited?", choices=choices_of(ROUNDS))
    title = TextField(
        label="Title", help_text="EHC plans of the summer term, for instance. No name of a child."
    )
    from_on = DayField(
        label="From which day?", help_text="What was issued, held or accepted from then."
    )
    last_on = DayField(label="Until which day?")
    sample_size = WholeNumberField(
        label="How many are drawn?",
        help_text="The page of the round says what so many can show.",
        min_value=1,
        max_value=LARGEST,
    )
    strata = ChoicesField(
        label="Draw in proportion to which groups?",
        help_text="Each group then has its share.",
        choices=choices_of(STRATA),
        required=False,
    )
    exclusions = ChoicesField(
        label="Who is left out?",
        help_text="What has ended, or moved away, is always left out. The page says how many each leaves out.",
        choices=choices_of(CHOSEN),
        required=False,
    )
    with_families = TickField(
        label="Families audit too: copies without names, of families who allow it", required=False
    )
    due_on = DayField(label="By when are the audits done?")

    def about_what(self) -> About:
        return About(self.cleaned_data["about"])

    def new_round(self) -> NewRound:
        given = self.cleaned_data
        return NewRound(
            title=given["title"],
            from_on=given["from_on"],
            last_on=given["last_on"],
            sample_size=given["sample_size"],
            due_on=given["due_on"],
            strata=tuple(Stratum(each) for each in given["strata"]),
            exclusions=tuple(Exclusion(each) for each in given["exclusions"]),
            with_families=given["with_families"],
        )


class ChangeRoundForm(RoundForm):
    expected_version = VersionField()


class TakeBackForm(HouseForm):
    why = LongTextField(label="Why is it taken back?", rows=3)


class DrawForm(HouseForm):
    why = LongTextField(
        label="Why is it drawn again?",
        help_text="The reason stays with the round, and so does the sample before.",
        rows=3,
    )
    expected_version = VersionField()


class FirstDrawForm(HouseForm):
    expected_version = VersionField()


class CloseForm(HouseForm):
    expected_version = VersionField()


class ShareOutForm(HouseForm):
    auditors = ChoicesField(
        label="Who audits?",
        help_text="Each gets about as many. Nobody gets their own work.",
    )


class AssignForm(HouseForm):
    seat = ChoiceField(
        label="In which place?",
        help_text="First and second auditor are blind to each other. A family’s auditor reads a copy without names.",
        choices=choices_of(SEATS),
    )
    auditor = SelectField(label="Who audits it?")

    def chosen_seat(self) -> Seat:
        return Seat(self.cleaned_data["seat"])


class GiveBackForm(HouseForm):
    why = LongTextField(label="Why is it given back?", rows=3)


class ClearForm(HouseForm):
    why = LongTextField(
        label="Why may this auditor go on?", help_text="No name of the child or the family.", rows=3
    )


MOST = 500


def _people(label: str) -> WholeNumberField:
    return WholeNumberField(label=label, max_value=MOST, required=False)


class MeetingForm(HouseForm):
    """One box for each of those who take part."""

    held_on = DayField(label="On which day was it held?")
    parent = _people("How many parents and carers took part?")
    young_person = _people("How many young people?")
    forum = _people("How many for the parent carer forum?")
    auditor = _people("How many auditors?")
    health = _people("How many from health?")
    care = _people("How many from social care?")
    school = _people("How many from schools and colleges?")
    council = _people("How many others from the council?")
    notes = LongTextField(
        label="Notes",
        help_text="No name of a child, and of nobody who wrote.",
        rows=4,
        required=False,
    )

    def new_meeting(self) -> NewMeeting:
        given = self.cleaned_data
        present = {each: given[each.value] or 0 for each in PRESENT}
        return NewMeeting(held_on=given["held_on"], present=present, notes=given["notes"])


class AgreeForm(HouseForm):
    meeting = SelectField(label="At which meeting?")
    grade = ChoiceField(label="Which grade was agreed?", choices=choices_of(GRADES))
    why = LongTextField(label="Why is it right?", rows=4)

    def agreed_grade(self) -> Grade:
        return Grade(self.cleaned_data["grade"])


class AgreeAnswerForm(HouseForm):
    meeting = SelectField(label="At which meeting?")
    question = SelectField(label="Which question?")
    mark = SelectField(label="Which answer was agreed?")
    why = LongTextField(label="Why is it right?", rows=3)

    def agreed_answer(self) -> tuple[str, str, str]:
        given = self.cleaned_data
        return given["question"], given["mark"], given["why"]
