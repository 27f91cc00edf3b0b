"""What is asked for when a target is set, when a draft is changed, and when it ends."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from alongside.kernel.dates import day_in_words, parse_date
from alongside.kernel.refusals import Refusal
from alongside.measures.codes import PERCENT, Change, Comparator, Level
from alongside.measures.rules.targets import Baseline, Promise, Step
from alongside.measures.words import CHANGES, COMPARATORS, LEVELS
from alongside.web.forms import (
    ChoiceField,
    DayField,
    DecimalField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    VersionField,
    WholeNumberField,
)

_STEP = re.compile(r"(?P<day>.+?)\s*:\s*(?P<value>\d+(?:\.\d+)?)\s*%?")
NOT_SAID = ("", "Not settled yet")


class FigureField(DecimalField):
    """Of a share also with its sign, as people write it: "98%" and "98 %" are 98."""

    is_share = False

    def to_python(self, value: Any) -> Any:
        text = str(value).strip() if value else value
        return super().to_python(text.removesuffix("%") if text and self.is_share else text)


class TargetForm(HouseForm):
    """A draft may leave open what its number means; an active target may not."""

    level = ChoiceField(
        label="Which target is it?", choices=[(c.value, w) for c, w in LEVELS.items()]
    )
    comparator = SelectField(
        label="What does it ask for?",
        choices=[(c.value, w.capitalize()) for c, w in COMPARATORS.items()],
    )
    value = FigureField(label="Number", help_text="Digits only, like 90 or 3.5.")
    change = ChoiceField(
        label="What does the number mean?",
        required=False,
        choices=[*((c.value, w) for c, w in CHANGES.items()), NOT_SAID],
    )
    by_on = DayField(label="By when?", required=False)
    baseline_value = FigureField(
        label="Baseline: the figure from which it is counted",
        required=False,
        help_text="Needed when the number says how much better.",
    )
    baseline_on = DayField(label="Day of the baseline", required=False)
    baseline_population = TextField(
        label="Which people is the baseline of?", required=False, max_length=300
    )
    expected_sample = WholeNumberField(
        label="How many records will one figure rest on?",
        required=False,
        min_value=1,
        help_text="For example, 10 audits a quarter. You are told whether so many can show it.",
    )
    steps = LongTextField(
        label="Milestones on the way",
        required=False,
        rows=3,
        help_text="One on a line: a day, a colon and the figure, like 31 March 2022: 80.",
    )

    def __init__(self, *given: Any, unit: str = "", **options: Any) -> None:
        super().__init__(*given, **options)
        for name in ("value", "baseline_value"):
            field: Any = self.fields[name]
            field.is_share = unit == PERCENT

    def promise(self) -> Promise:
        """Raises Refusal for a milestone that cannot be read."""
        told = self.cleaned_data
        return Promise(
            level=Level(told["level"]),
            value=told["value"],
            comparator=Comparator(told["comparator"]),
            change=Change(told["change"]) if told["change"] else None,
            by_on=told["by_on"],
            baseline=_baseline(told["baseline_value"], told["baseline_on"], told["baseline_population"]),
            expected_sample=told["expected_sample"],
            steps=tuple(_step(line) for line in told["steps"].splitlines() if line.strip()),
        )  # fmt: skip


class ChangeTargetForm(TargetForm):
    expected_version = VersionField()


class EndTargetForm(HouseForm):
    why = LongTextField(label="Why does this target end?", rows=3)


class WithdrawTargetForm(HouseForm):
    why = LongTextField(label="Why is this draft withdrawn?", rows=3)


class ActivateForm(HouseForm):
    """Nothing to fill in: the page shows what will be held against the figures."""


def as_it_is(promise: Promise) -> dict[str, object]:
    """The boxes filled with a promise as it stands."""
    base = promise.baseline
    return {
        "level": promise.level.value,
        "comparator": promise.comparator.value,
        "value": _plain(promise.value),
        "change": promise.change.value if promise.change else "",
        "by_on": promise.by_on,
        "baseline_value": _plain(base.value) if base else None,
        "baseline_on": base.on if base else None,
        "baseline_population": base.population if base else "",
        "expected_sample": promise.expected_sample,
        "steps": "\n".join(f"{day_in_words(s.on)}: {_plain(s.value)}" for s in promise.steps),
    }


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _baseline(value: Decimal | None, on: date | None, population: str) -> Baseline | None:
    if value is None and on is None:
        return None
    if value is None:
        raise Refusal("Give the figure of the baseline.", field="baseline_value")
    if on is None:
        raise Refusal("Give the day of the baseline.", field="baseline_on")
    return Baseline(value, on, population)


def _step(line: str) -> Step:
    found = _STEP.fullmatch(line.strip())
    if found is None:
        raise Refusal(
            f"“{line.strip()}” is not a milestone. Write a day, a colon and the figure, like "
            "31 March 2022: 80.",
            field="steps",
        )
    return Step(parse_date(found["day"], field="steps"), Decimal(found["value"]))
