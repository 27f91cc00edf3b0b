"""What is asked for when a measure is defined, and when it is counted in another way."""

from typing import Any

from alongside.kernel.refusals import Refusal
from alongside.measures.codes import PERCENT, Accountability, Better, Kind, Origin, Release
from alongside.measures.operations import NewBasis
from alongside.measures.rules.definitions import OUT_OF_WHAT, Definition
from alongside.measures.rules.figures import tidy_unit
from alongside.measures.rules.overlapping import MOST_MONTHS
from alongside.measures.words import ACCOUNTABILITIES, BETTER, KINDS, RELEASES
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    DecimalField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    WholeNumberField,
)


class DefinitionForm(HouseForm):
    code = TextField(label="Code", max_length=30, width=10, help_text="For example, 4.1a.")
    title = TextField(label="What is the measure called, in a few plain words?", max_length=200)
    question = LongTextField(
        label="Which question does it answer?",
        rows=2,
        help_text="For example, how many EHC plans are finished within 20 weeks?",
    )
    kind = ChoiceField(
        label="What kind of question is it?", choices=[(c.value, w) for c, w in KINDS.items()]
    )
    accountability = ChoiceField(
        label="Whom is it about?", choices=[(c.value, w) for c, w in ACCOUNTABILITIES.items()]
    )
    unit = TextField(
        label="Unit",
        max_length=40,
        width=20,
        help_text=(
            "Write percent for a share of a number. Otherwise what is counted, such as days or projects."
        ),
    )
    numerator_words = LongTextField(
        label="What is counted? (the numerator)",
        rows=2,
        help_text="For example, EHC plans that were finished within 20 weeks.",
        error_messages={"required": "Say what is counted."},
    )
    denominator_words = LongTextField(
        label="Out of what? (the denominator)",
        required=False,
        rows=2,
        help_text="A percentage needs this. A number of things has none.",
    )
    left_out_words = LongTextField(label="What is left out, and why?", required=False, rows=2)
    better = ChoiceField(
        label="Which way is good?", choices=[(c.value, w) for c, w in BETTER.items()]
    )
    source = TextField(
        label="Where do the figures come from?",
        max_length=300,
        help_text="A system, a survey or a published table.",
    )
    every_months = WholeNumberField(
        label="How many months lie between two figures?",
        required=False,
        min_value=1,
        max_value=24,
        help_text="1 for monthly, 3 for each quarter. Leave empty when it is irregular.",
    )
    looks_back_months = WholeNumberField(
        label="Does each figure look back over more months than that?",
        required=False,
        min_value=2,
        max_value=MOST_MONTHS,
        help_text=(
            "For example, 12 for a count of the last twelve months that is made every month. Leave "
            "empty when each figure counts its own period."
        ),
    )
    owner = SelectField(label="Which post answers for it?")
    partners = ChoicesField(
        label="Which partners have a part in turning it?",
        required=False,
        help_text="Beside the organisation of that post. The dashboard finds it for each of them.",
    )
    plausible_from = DecimalField(
        label="Lowest figure that can be right",
        required=False,
        help_text="A figure below this is stopped. Leave empty for none.",
    )
    plausible_until = DecimalField(label="Highest figure that can be right", required=False)
    release = ChoiceField(
        label="What may be shown of small numbers?",
        choices=[(c.value, w) for c, w in RELEASES.items()],
    )
    review_on = DayField(label="When is this definition to be looked at again?", required=False)
    published_code = SelectField(
        label="Do national figures count the same?",
        required=False,
        help_text="Then England, the region and the statistical neighbours stand beside it.",
    )

    def clean(self) -> dict[str, Any]:
        """A share says out of what; asked together with everything else that is missing."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        is_share = tidy_unit(told.get("unit") or "") == PERCENT
        if (
            is_share
            and not told.get("denominator_words")
            and "denominator_words" not in self.errors
        ):
            self.add_error("denominator_words", OUT_OF_WHAT)
        return told

    def definition(self) -> Definition:
        told = self.cleaned_data
        plain = {
            name: told[name]
            for name in (
                "code", "title", "question", "unit", "numerator_words", "denominator_words",
                "left_out_words", "source", "every_months", "looks_back_months", "owner", "plausible_from",
                "plausible_until", "review_on",
            )
        }  # fmt: skip
        return Definition(
            **plain,
            kind=Kind(told["kind"]),
            accountability=Accountability(told["accountability"]),
            better=Better(told["better"]),
            release=Release(told["release"]),
            published_code=told.get("published_code") or "",
            partners=tuple(told.get("partners", ())),
        )


class ChangeDefinitionForm(DefinitionForm):
    expected_version = VersionField()


class RetireForm(HouseForm):
    why = LongTextField(label="Why is this measure no longer used?", rows=3)


class BasisForm(HouseForm):
    """The first series of a measure, or another way of counting from now on."""

    existing = SelectField(
        label="Is it counted here already?",
        required=False,
        help_text="A series of figures that belongs to no measure yet.",
    )
    counted_as = SelectField(
        label="Can it be worked out from the records kept here?",
        required=False,
        help_text="Then nobody enters its figures: they follow the records within a minute.",
    )
    published = TickField(
        label="Take the published figures",
        required=False,
        help_text="Then nobody enters its figures: each release that is imported brings them.",
    )
    source = TextField(label="Where do the figures come from?", max_length=300)
    counted_by = TextField(label="Who counts?", required=False)
    basis = TextField(
        label="How does this series count?",
        required=False,
        max_length=300,
        help_text="So that it can be told apart, such as including exceptions.",
    )
    why = LongTextField(
        label="Why is it counted in another way from now on?",
        rows=3,
        help_text="The figures before stay a series of their own; they are never carried on.",
    )

    def basis_told(self, published_code: str) -> NewBasis:
        """Raises Refusal."""
        told = self.cleaned_data
        counted_as = told.get("counted_as") or ""
        origin = Origin.COMPUTED if counted_as else Origin.ENTERED
        if told.get("published"):
            if counted_as:
                raise Refusal(
                    "Figures are published or worked out from the records. Choose one of them.",
                    field="published",
                )
            origin, counted_as = Origin.IMPORTED, published_code
        return NewBasis(
            origin=origin,
            counted_as=counted_as,
            source=told["source"],
            basis=told["basis"],
            counted_by=told["counted_by"],
            why=told.get("why", ""),
        )
