"""What is asked for when a version of the outcomes framework is written and put in use."""

from typing import Any

from alongside.measures.rules.frameworks import FrameworkWords, NewStatement
from alongside.web.forms import (
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    TextField,
    VersionField,
)


class FrameworkForm(HouseForm):
    title = TextField(label="Title")
    made_with = LongTextField(
        label="How is the wording made, and with whom?",
        required=False,
        rows=4,
        help_text="Readers see it. It can be filled in later, while the version is a draft.",
    )

    def words(self) -> FrameworkWords:
        return FrameworkWords(self.cleaned_data["title"], self.cleaned_data["made_with"])


class ChangeFrameworkForm(FrameworkForm):
    expected_version = VersionField()


class StatementForm(HouseForm):
    """With ``stays`` only services and measures are asked for: the wording stays as it is."""

    text = TextField(
        label="What should a child or young person be able to say?",
        help_text="In their own words, such as: I am safe.",
    )
    descriptors = LongTextField(
        label="What does it look like when it is true?",
        required=False,
        rows=5,
        help_text="One on each line.",
    )
    services = LongTextField(
        label="Which services help towards it?",
        required=False,
        rows=4,
        help_text="One on each line.",
    )
    measures = ChoicesField(label="Which measures show it?", required=False)

    def __init__(self, *args: Any, stays: NewStatement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stays = stays
        for name in ("text", "descriptors") if stays else ():
            del self.fields[name]

    def statement(self) -> NewStatement:
        cleaned, stays = self.cleaned_data, self.stays
        return NewStatement(
            text=stays.text if stays else cleaned["text"],
            descriptors=stays.descriptors if stays else _lines(cleaned["descriptors"]),
            services=_lines(cleaned["services"]),
            measures=tuple(cleaned.get("measures", ())),
        )


class ChangeStatementForm(StatementForm):
    expected_version = VersionField()


class RemoveStatementForm(HouseForm):
    expected_version = VersionField()


class DiscardFrameworkForm(HouseForm):
    expected_version = VersionField()


class PutInUseForm(HouseForm):
    """Its answers are shown again before they count."""

    conflict_words = "Continue with theirs"

    from_on = DayField(
        label="From which day is it used?",
        help_text="Today or an earlier day. For example, 17 5 2021.",
    )
    expected_version = VersionField()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())
