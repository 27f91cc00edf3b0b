"""What is asked for when advice is asked for, shared, or used again."""

from alongside.advice.keeping import Said
from alongside.advice.operations.asking import NewRequest
from alongside.advice.operations.checking import NewReuse
from alongside.advice.rules.codes import SERVICES, Adviser, Consent
from alongside.advice.rules.deciding import MISSING
from alongside.advice.words import ADVISERS, PURPOSES
from alongside.casework.rules.codes import Source
from alongside.casework.words import SOURCES
from alongside.web.forms import (
    ChoiceField,
    DayField,
    FileField,
    FilterForm,
    Groups,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    choices_of,
)

ASKED = {each: label for each, label in ADVISERS.items() if each not in SERVICES}


class AskForm(HouseForm):
    adviser = ChoiceField(label="Whom do you ask?", choices=choices_of(ASKED))
    name = TextField(label="If another person: who, by role and place", required=False)
    post = SelectField(
        label="Which post is it sent to?", help_text="Whoever holds the post reads it here."
    )
    purpose = ChoiceField(label="What is it for?", choices=choices_of(PURPOSES))
    wanted_by_on = DayField(
        label="By when do you need it?",
        help_text="Only for a review, mediation or an appeal. For an assessment the law sets the day.",
        required=False,
    )
    asks = LongTextField(
        label="What do you ask besides?",
        help_text="The questions that everybody is asked go with it by themselves.",
        rows=4,
        required=False,
    )
    on = DayField(label="On which day is it sent?")
    source = SelectField(label="How?", choices=choices_of(SOURCES))
    note = LongTextField(
        label="Note",
        help_text="Sent more than a week ago? Say what shows the day.",
        rows=2,
        required=False,
    )

    def new_request(self) -> NewRequest:
        given = self.cleaned_data
        return NewRequest(
            adviser=given["adviser"],
            name=given["name"],
            post_ref=given["post"],
            purpose=given["purpose"],
            wanted_by_on=given["wanted_by_on"],
            asks=given["asks"],
            said=Said(on=given["on"], source=given["source"], note=given["note"]),
        )


class ShareForm(HouseForm):
    """For each service of health a box with the posts to choose from; an empty one is not asked."""

    instead = {"services": SERVICES[0].value}
    note = LongTextField(label="Note", rows=2, required=False)

    def offer_posts(self, services: list[Adviser], posts: Groups) -> None:
        """Before anything is checked."""
        for each in services:
            box = SelectField(
                label=ADVISERS[each], choices=posts, required=False, empty_words="Not asked"
            )
            self.fields[each.value] = box
        self.order_fields([*(each.value for each in services), "note"])

    def chosen(self) -> list[tuple[str, str]]:
        given = self.cleaned_data
        return [(each.value, given[each.value]) for each in SERVICES if given.get(each.value)]


class ReuseForm(HouseForm):
    title = TextField(label="Which document is it?")
    author = TextField(label="Who wrote it?")
    dated_on = DayField(label="On which day was it written?")
    upload = FileField(label="The document", required=False)
    provider_on = DayField(
        label="When did its author agree that it is enough?",
        error_messages={"required": MISSING[Consent.PROVIDER]},
    )
    authority_on = DayField(
        label="When did the authority agree?",
        error_messages={"required": MISSING[Consent.AUTHORITY]},
    )
    family_on = DayField(
        label="When did the parent or the young person agree?",
        error_messages={"required": MISSING[Consent.FAMILY]},
    )
    how = LongTextField(label="How did each of them agree?", rows=3)

    def new_reuse(self) -> NewReuse:
        given = self.cleaned_data
        names = ("title", "author", "dated_on", "provider_on", "authority_on", "family_on", "how")
        return NewReuse(**{name: given[name] for name in names}, upload=given["upload"])

    def said(self) -> Said:
        return Said(on=self.cleaned_data["dated_on"], source=Source.OWN_WORK.value)


class BoardFilter(FilterForm):
    what = SelectField(
        label="Show",
        empty_words="Everything that is open",
        choices=[
            ("late", "Late"),
            ("higher", "Late, and to be taken to somebody senior"),
            ("nobody", "Nobody holds the post"),
            ("soon", "Due within 14 days"),
            ("back", "Sent back"),
            ("check", "Waits for its check"),
            ("not_known", "Not known"),
            ("closed", "Closed"),
        ],
    )
    adviser = SelectField(
        label="Service", empty_words="Every service", choices=choices_of(ADVISERS)
    )
