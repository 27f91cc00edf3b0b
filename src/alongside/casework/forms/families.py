"""What is asked of families on their pages, and of officers who work with them."""

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.casework.families.events import Came
from alongside.casework.families.words import CHECKED, NEWS, OUTCOMES, REACHES, SECTIONS
from alongside.casework.operations.families.access import NewAccess
from alongside.casework.operations.families.choosing import NewChoice
from alongside.casework.operations.families.saying import Heard, NewWords
from alongside.casework.operations.families.settling import NewSettings
from alongside.casework.queries.family_values import HelpRow
from alongside.casework.rules.families import TAKES_FILES
from alongside.casework.rules.family_codes import News, Reach, Said
from alongside.casework.words import SOURCES
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    FileField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    WholeNumberField,
    choices_of,
)

TEXTS = {
    Said.QUESTION: "What do you want to know?",
    Said.NOT_HAPPENING: "What happens, or does not happen? Since when?",
    Said.VIEWS: "What matters to you? What works, what does not, what do you hope for?",
    Said.DRAFT: "What is right in the draft? What is wrong or missing?",
    Said.SCHOOL: "Why this school or college, if you want to say?",
    Said.ASSESSMENT: "Why do you ask? What is difficult, and what was tried?",
    Said.EVERYTHING: "Is there something that you look for above all?",
}
ABOUT = {
    Said.NOT_HAPPENING: "Which help is not happening?",
    Said.SCHOOL: "Which school or college do you ask for?",
}


class TellForm(HouseForm):
    """Made for one kind by ``tell_form``."""

    row = ChoiceField(label="Which help is not happening?", required=False)
    about = TextField(label="About what?", max_length=400)
    section = SelectField(
        label="Where in the EHC plan does it stand, if you know?",
        choices=choices_of(SECTIONS),
        required=False,
        empty_words="I do not know",
    )
    text = LongTextField(label="What do you want to say?", required=False, rows=6)
    upload = FileField(
        label="A picture, a recording or a document",
        help_text="A drawing, a photo, your voice: whatever suits you. We take out where and when it was "
        "made and with which device. A Word file or PDF may still name its author.",
        required=False,
    )
    is_private = TickField(label="Do not show this to my parents", required=False)

    said: Said
    rows: Mapping[str, HelpRow]

    def new_words(self, *, follows_ref: str = "") -> NewWords:
        given = self.cleaned_data
        row = self.rows.get(given.get("row", ""))
        return NewWords(
            said=self.said,
            text=given.get("text", ""),
            about=given.get("about", "") or (row.words if row else ""),
            section=row.section if row else given.get("section", ""),
            part_key=row.key if row else "",
            is_private=given.get("is_private", False),
            upload=given.get("upload"),
            follows_ref=follows_ref,
        )


def tell_form(
    said: Said, *, may_keep_private: bool, rows: Sequence[HelpRow] = (), **options: Any
) -> TellForm:
    """Only the boxes that this kind needs. ``rows`` are the help of the EHC plan, to choose from."""
    form = TellForm(**options)
    form.said, form.rows = said, {each.key: each for each in rows}
    _ask_about(form)
    form.fields["text"].label = TEXTS[said]
    if said is Said.QUESTION:
        form.fields["text"].required = True
        form.fields["text"].error_messages["required"] = "Write your question"
    if said not in TAKES_FILES:
        del form.fields["upload"]
    if not may_keep_private:
        del form.fields["is_private"]
    return form


def _ask_about(form: TellForm) -> None:
    """A row of the EHC plan, or their own words where there are no rows or the help is none of them."""
    about, rows = form.fields["about"], list(form.rows.values())
    if form.said not in ABOUT:
        del form.fields["about"]
    else:
        about.label = ABOUT[form.said]
        about.error_messages["required"] = f"Answer the question “{about.label}”"
    if form.said is not Said.NOT_HAPPENING or rows:
        del form.fields["section"]
    if not rows:
        del form.fields["row"]
        return
    form.offer("row", [(each.key, f"{each.section}: {each.words}") for each in rows])
    about.label, about.required = "Or say in your own words which help it is", False


class CodeForm(HouseForm):
    """A phone shows its digits, and offers the code that came."""

    code = TextField(label="Your six-digit code", max_length=12, width=10, label_size="m")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
        }


NOTHING = "nothing"


class ChooseReachForm(HouseForm):
    contact = ChoiceField(label="For whom do you choose?")
    reach = ChoiceField(
        label="What may they do?",
        choices=[
            (NOTHING, "Nothing: they do not see the page"),
            *(
                (code.value, REACHES[code].replace("the young person", "me"))
                for code in (Reach.SEES, Reach.ACTS)
            ),
        ],
    )

    @property
    def chosen_reach(self) -> str:
        """Empty for nothing."""
        chosen = str(self.cleaned_data["reach"])
        return "" if chosen == NOTHING else chosen


class NewsForm(HouseForm):
    choice = ChoiceField(label="How shall we tell you?", choices=choices_of(NEWS))

    @property
    def chosen(self) -> News:
        return News(self.cleaned_data["choice"])


class LinkForm(HouseForm):
    contact = SelectField(label="For whom?")
    checked_how = ChoiceField(
        label="How did you make sure who they are?", choices=choices_of(CHECKED)
    )
    checked_on = DayField(label="On which day?")

    def new_access(self) -> NewAccess:
        given = self.cleaned_data
        return NewAccess(
            contact_ref=given["contact"],
            checked_how=given["checked_how"],
            checked_on=given["checked_on"],
            person_ref=given.get("person", ""),
        )


class AccountAccessForm(LinkForm):
    person = SelectField(label="Which account?", empty_words="Choose an account")


class EndAccessForm(HouseForm):
    why = TextField(label="Why does it end?")


class HeardForm(HouseForm):
    """What staff write down of a call, a letter or a meeting."""

    said = SelectField(label="What is it?")
    contact = SelectField(label="Who said it?")
    source = SelectField(label="How did it reach us?", choices=choices_of(SOURCES))
    received_on = DayField(
        label="On which day did it reach us?", help_text="Time runs from that day."
    )
    about = TextField(
        label="Which help, or which school, if it is about one?", max_length=400, required=False
    )
    text = LongTextField(label="In their words", required=False, rows=5)
    is_private = TickField(
        label="The child or young person asked that parents are not shown this", required=False
    )

    def heard(self) -> Heard:
        given = self.cleaned_data
        return Heard(contact_ref=given["contact"], came=Came(given["received_on"], given["source"]))

    def new_words(self) -> NewWords:
        given = self.cleaned_data
        return NewWords(
            said=Said(given["said"]),
            text=given["text"],
            about=given["about"],
            is_private=given["is_private"],
        )


class AnswerForm(HouseForm):
    outcome = ChoiceField(label="What did you find?", choices=choices_of(OUTCOMES))
    text = LongTextField(
        label="Your answer", help_text="The family reads these words on their page.", rows=6
    )


class AlertForm(HouseForm):
    worry = LongTextField(label="What worries you?", rows=4)


class AnswerAlertForm(HouseForm):
    answer = LongTextField(label="What is done about it, and by whom?", rows=4)


class RecordChoiceForm(HouseForm):
    contact = SelectField(label="For whom?")
    reach = ChoiceField(
        label="What holds for them?",
        choices=[*choices_of(REACHES), (NOTHING, "Nothing any more: they do not see the page")],
    )
    source = SelectField(label="How did the young person say it?", choices=choices_of(SOURCES))
    note = LongTextField(
        label="Note",
        help_text="For a representative: which decisions, and on what it rests. "
        "Capacity is presumed, and asked for each decision anew.",
        required=False,
        rows=3,
    )

    def new_choice(self) -> NewChoice:
        given = self.cleaned_data
        return NewChoice(
            contact_ref=given["contact"],
            reach=given["reach"],
            source=given["source"],
            note=given["note"],
        )


class ReleaseForm(HouseForm):
    """``expected_version`` is how many things were listed, so that nothing goes out that nobody read."""

    withhold = ChoicesField(label="What is withheld?", required=False)
    reason = LongTextField(
        label="Why is it withheld?",
        help_text="The family reads this beside each thing that is withheld.",
        required=False,
        rows=3,
    )
    expected_version = VersionField()


class ProtectForm(HouseForm):
    seq = WholeNumberField(label="The number of the entry in the ledger", min_value=1, width=10)
    reason = LongTextField(label="Why must the family not see this?", rows=3)


class SettingsForm(HouseForm):
    question_days = WholeNumberField(
        label="Working days to answer a question", min_value=1, max_value=20
    )
    not_happening_days = WholeNumberField(
        label="Working days to answer when help is not happening", min_value=1, max_value=20
    )
    messages_read = LongTextField(
        label="When are messages read?", help_text="Every page for families says it.", rows=2
    )
    call_now = LongTextField(label="Whom to call now, when a child is not safe", rows=3)
    advice_service = LongTextField(label="SENDIASS: how to reach it", rows=3)
    complaints = LongTextField(label="How to complain to the council", rows=3)
    worry_post = SelectField(
        label="Which post gets alerts about a child’s safety?", empty_words="Choose a post"
    )
    expected_version = VersionField()

    def new_settings(self) -> NewSettings:
        given = self.cleaned_data
        return NewSettings(
            question_days=given["question_days"],
            not_happening_days=given["not_happening_days"],
            messages_read=given["messages_read"],
            call_now=given["call_now"],
            advice_service=given["advice_service"],
            complaints=given["complaints"],
            worry_post_ref=given["worry_post"],
        )
