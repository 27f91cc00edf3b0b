"""What is asked for when something that happened is recorded: the days, how it reached us, and what the
kind of event needs besides.
"""

from dataclasses import fields as body_fields
from typing import Any

from django import forms

from alongside.casework.rules.bodies import (
    BEGINS,
    DECISIONS,
    DRAFTS_SENT,
    MADE,
    MOVE_KNOWN,
    REFUSES,
    TELLS,
    Body,
    Made,
)
from alongside.casework.rules.codes import Source
from alongside.casework.rules.recording import PLANS_SENT, NewEvent, done_by_us
from alongside.casework.rules.relying import limits_with_grounds
from alongside.casework.words import ADVICE_BODIES, ASKERS, LIMBS, SOURCES
from alongside.law.events import EXCEPTION
from alongside.law.rulebook import Rules
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    HouseForm,
    LongTextField,
    SelectField,
    TextField,
    VersionField,
    choices_of,
)

ADVICE = "advice_"
HAPPENED = "On which day did it happen?"
DECIDED_ON = {
    True: "On which day was it issued?",
    False: "On which day was it decided?",
}
TOLD_ON = {
    True: "On which day was it sent to the family?",
    False: "On which day was the family told?",
}
HOW_TOLD = "How was the family told, and where is the copy?"
HOW_SENT = "How was it sent to the family, and where is the copy?"
SHOWN_BY = (
    "If you write it down more than seven days later, say what shows the day, such as a dated letter. Say it "
    "too if its time was over by then."
)
ABOUT = {
    "phase_transfer_expected": "On which day do they move?",
    "post16_transfer_expected": "On which day do they move?",
    "between_post16_transfer_expected": "On which day do they move?",
    "review_meeting_arranged": "On which day is the meeting?",
    MOVE_KNOWN: "On which day do they move, or did they move?",
}
MOVES_ON = "The EHC plan is not due to be handed over before that day. Leave it open if nobody knows it yet."
HEARD_OF = frozenset({"advice_request_received", "mediation_held"})
"""What ends a time of ours and is known from somebody else: of our own acts nobody asks how they reached us."""
BEGUN_BY_US = frozenset({"adhoc_amendment_notice_sent", "cease_considered"})
"""Acts of ours from which a time runs: nobody asks how they reached us either."""
RECEIVED = {
    True: "On which day did the council receive it?",
    False: "On which day was it received, if on another day?",
}


class EventForm(HouseForm):
    """Made for one kind of event by ``form_for``."""

    happened_on = DayField(label=HAPPENED)
    received_on = DayField(label=RECEIVED[False], required=False)
    source = SelectField(label="How did it reach us?", choices=choices_of(SOURCES))

    conflict_words = "Record mine as well"
    kind: str
    decides: str = ""
    body_class: type[Body]

    def new_event(self) -> NewEvent:
        asked = {each.name for each in body_fields(self.body_class)} & self.fields.keys()
        said = {name: self.cleaned_data[name] for name in asked}
        if self.decides:
            said["decides"] = self.decides
        return NewEvent(
            kind=self.kind,
            happened_on=self.cleaned_data["happened_on"],
            received_on=self.cleaned_data.get("received_on"),
            source=self.cleaned_data.get("source", Source.OWN_WORK.value),
            body=self.body_class(**{name: _kept(value) for name, value in said.items()}),
        )


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def form_for(
    kind: str, body_class: type[Body], rules: Rules, *, corrects: bool = False
) -> type[EventForm]:
    """The form of one kind: the usual boxes, those of its body, and the why of a correction. ``kind`` is
    that by which it will be told where the body is of a decision that is not told yet.
    """
    made: dict[str, Any] = {"kind": kind, "body_class": body_class}
    names = [each.name for each in body_fields(body_class) if each.name not in _LEFT_OUT]
    made |= {name: _box(name, kind, rules) for name in [*names, "note"]}
    if kind != "decided_not_to_assess":
        made.pop("limbs", None)
    is_plan = kind in PLANS_SENT
    if kind in DRAFTS_SENT:
        made = {name: box for name, box in made.items() if name not in ("reasons", "panel_advised")}
    if body_class is Made:
        made |= {"kind": MADE, "decides": kind, "received_on": None, "source": None}
        made["happened_on"] = DayField(label=DECIDED_ON[is_plan])
        made["note"] = LongTextField(label="Anything else to note", required=False, rows=4)
    elif kind in TELLS:
        made["happened_on"] = DayField(label=TOLD_ON[is_plan])
        made["note"] = LongTextField(label=HOW_SENT if is_plan else HOW_TOLD, rows=3)
    elif kind in DRAFTS_SENT:
        made["happened_on"] = DayField(label=TOLD_ON[True])
        made["note"] = LongTextField(label=HOW_SENT, rows=3, required=False)
    if kind in BEGINS:
        made["happened_on"] = DayField(label="On which day was it written or said?")
        made["received_on"] = DayField(label=RECEIVED[True], help_text="Time runs from that day.")
    if kind in done_by_us(rules) | DECISIONS | BEGUN_BY_US and kind not in HEARD_OF:
        made |= {"received_on": None, "source": None}
    if corrects:
        made["why"] = LongTextField(label="What was wrong before?", rows=2)
    else:
        made["expected_version"] = VersionField()
    return type("EventFormOfAKind", (EventForm,), made)


def _box(name: str, kind: str, rules: Rules) -> forms.Field:
    made: forms.Field = _BOXES[name](kind, rules)
    return made


def _body_box(kind: str, rules: Rules) -> forms.Field:
    if kind.startswith(ADVICE):
        return ChoiceField(label="Of whom?", choices=choices_of(ADVICE_BODIES))
    if kind == EXCEPTION:
        return SelectField(
            label="Whose advice is it about, if it is about one body’s?",
            choices=[("", "It is about nobody’s advice"), *choices_of(ADVICE_BODIES)],
            required=False,
        )
    return TextField(label="Which school, college or other body?")


def _rules_box(kind: str, rules: Rules) -> forms.Field:
    """The page offers the limits of its case."""
    return ChoicesField(
        label="Which limits is it meant for?",
        choices=[(code, each.title) for code, each in limits_with_grounds(rules).items()],
        help_text="Tick none when it is meant for every limit that the ground may excuse.",
        required=False,
    )


def _ground_box(kind: str, rules: Rules) -> forms.Field:
    choices = [(code, f"{each.title} ({code})") for code, each in rules.grounds.items()]
    hints = {code: each.means for code, each in rules.grounds.items()}
    return ChoiceField(
        label="On which ground?",
        choices=choices,
        hints=hints,
        help_text="A ground excuses. It sets no new date, and lateness stays in sight.",
    )


_LEFT_OUT = ("note", "decided_on", "letter", "decides")
"""The note comes last, and nobody writes the others by hand."""
_BOXES: dict[str, Any] = {
    "asker": lambda kind, rules: ChoiceField(
        label="Who asked, or told us?", choices=choices_of(ASKERS)
    ),
    "body": _body_box,
    "reasons": lambda kind, rules: LongTextField(
        label="Reasons", help_text="The family is sent these words.", required=kind in REFUSES
    ),
    "limbs": lambda kind, rules: ChoicesField(
        label="Which part of the test is not met?",
        choices=choices_of(LIMBS),
    ),
    "panel_advised": lambda kind, rules: LongTextField(
        label="What did a panel advise, if one met?",
        help_text="A panel advises. The officer who records this decides.",
        required=False,
        rows=2,
    ),
    "for_on": lambda kind, rules: DayField(
        label=ABOUT.get(kind, "Which day is it about?"),
        required="for" in rules.kinds[kind].needs or rules.kinds[kind].target,
        help_text=MOVES_ON if kind == MOVE_KNOWN else "",
    ),
    "until": lambda kind, rules: DayField(
        label="What was the first day after it?",
        required=kind == "absence",
        help_text="Leave it open if a school was closed, and its closures are kept here."
        if kind == EXCEPTION
        else "",
    ),
    "ground": _ground_box,
    "rules": _rules_box,
    "because": lambda kind, rules: LongTextField(
        label="Why was it impractical to keep the time?", rows=3
    ),
    "evidence": lambda kind, rules: TextField(label="What shows it?"),
    "authorised_by": lambda kind, rules: TextField(label="Who authorised it?"),
    "note": lambda kind, rules: LongTextField(
        label="Write it down" if kind == "note_made" else "Anything else to note",
        required=kind == "note_made",
        rows=4,
        help_text=SHOWN_BY if kind in done_by_us(rules) else "",
    ),
}


class TakeBackForm(HouseForm):
    why = LongTextField(label="Why is it taken back?", rows=2)
