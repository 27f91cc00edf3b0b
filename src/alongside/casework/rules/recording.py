"""What has to be right about an event before it is kept: its days, and what it must say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from alongside.casework.rules.bodies import (
    DRAFTS_SENT,
    FINALS_SENT,
    REFUSES,
    TELLS,
    WAITS,
    Aimed,
    Begun,
    Body,
    Decided,
    Lasting,
    Made,
    Relied,
    Sent,
    ToBody,
)
from alongside.casework.rules.codes import OURS
from alongside.casework.rules.relying import reliance_refusals
from alongside.kernel.dates import check_order, day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.law.events import ABSENCE
from alongside.law.provisions import Force
from alongside.law.rulebook import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What somebody wants to record. ``received_on`` only where it reached us on another day. ``is_issued``:
    an EHC plan that is kept here was issued from its own page. ``is_shown``: what is kept here shows its day.
    """

    kind: str
    happened_on: date
    source: str
    received_on: date | None = None
    body: Body
    is_issued: bool = False
    is_shown: bool = False

    @property
    def counts_from(self) -> date:
        return self.received_on or self.happened_on


def check_event_of_case(new: NewEvent, *, born_on: date, today: date, rules: Rules) -> None:
    """Raises Refusals, one sentence for each box that has to be mended."""
    found = [*_days(new, born_on=born_on, today=today, rules=rules), *_said(new, rules)]
    if found:
        raise Refusals(found)


SENT_ON_THIS_DAY = "The letter was sent on this day, and the time of the family runs from it."
"""Why an event has the day of its letter."""
SENT_BY_HAND = "It was issued on another day than it was sent. The note says how it was sent."
SOON = timedelta(days=7)
"""So long after our own act its day needs nothing else to show it, unless that day makes it in time."""


def check_day_is_shown(
    new: NewEvent, *, today: date, rules: Rules, makes_in_time: bool = False
) -> None:
    """Raises Refusal for an act of ours that is written down late without anything that shows its day: else
    lateness could be taken away by choosing another. ``makes_in_time``: by this day it is not late.
    """
    is_late = makes_in_time or today - new.happened_on > SOON
    is_shown = new.is_shown or new.is_issued or new.body.note.strip()
    if is_late and not is_shown and new.kind in done_by_us(rules):
        days = (today - new.happened_on).days
        later = f"{days} days later" if days != 1 else "a day later"
        in_time = ", and this day makes it in time" if makes_in_time else ""
        raise Refusal(
            f"This is written down {later}{in_time}. Say what shows the day: "
            "a dated letter, a receipt, an e-mail.",
            field="note",
        )


def check_start_is_shown(new: NewEvent, *, stood_on: date, rules: Rules) -> None:
    """Raises Refusal where the day from which our time runs is moved on and nothing shows it."""
    is_later = new.kind in starts_of_ours(rules) and new.counts_from > stood_on
    if is_later and not new.body.note.strip():
        raise Refusal(
            f"The time of the council runs from {day_in_words(stood_on)}. This moves it to "
            f"{day_in_words(new.counts_from)}. Say in the note what shows it: a stamped letter, an e-mail.",
            field="note",
        )


@lru_cache(maxsize=4)
def starts_of_ours(rules: Rules) -> frozenset[str]:
    """What others did and our time runs from."""
    started = frozenset(
        kind
        for own in rules.sets
        for provision in own.provisions
        if provision.who in OURS and provision.force is Force.DUTY
        for kind in provision.starts
    )
    return started - done_by_us(rules)


@lru_cache(maxsize=64)
def limits_done_by(kind: str, rules: Rules) -> frozenset[str]:
    """The limits that an event of this kind keeps."""
    return frozenset(
        provision.rule
        for own in rules.sets
        for provision in own.provisions
        if kind in provision.done
    )


def check_how_it_was_told(new: NewEvent) -> None:
    """Raises Refusal where the family is said to be told, no letter of this record told it, and nothing says
    how it was done.
    """
    told = new.body
    if new.kind not in WAITS or not isinstance(told, Sent):
        return
    is_asked = new.kind in TELLS or told.decided_on is not None
    if is_asked and not (told.letter or told.note.strip()):
        raise Refusal(HOW_SENT if new.kind in PLANS_SENT else HOW_TOLD, field="note")
    if told.decided_on is not None:
        check_told_after(told.decided_on, new.happened_on, field="happened_on")


HOW_TOLD = (
    "No letter here told the family. Say how the family was told, and where the copy is. "
    "If it is not told yet, record the decision alone."
)


HOW_SENT = (
    "No letter here sent the EHC plan. Say how it was sent to the family, and where the copy is."
)


def check_told_after(decided_on: date, told_on: date, *, field: str) -> None:
    """Raises Refusal for a decision that is told before it was made."""
    if told_on < decided_on:
        raise Refusal(
            f"It was decided on {day_in_words(decided_on)}. Nobody was told of it before.",
            field=field,
        )


def check_day_of_its_letter(new: NewEvent, *, stood_on: date) -> None:
    """Raises Refusal for another day by hand of what a letter told: its day is that of the sending."""
    is_told_here = isinstance(new.body, Sent) and new.body.letter
    if is_told_here and new.counts_from != stood_on:
        raise Refusal(
            f"A letter of this case told it. Its day is the day of sending, {day_in_words(stood_on)}. "
            "If that letter did not reach them, withdraw it with the reason, and send another.",
            field="happened_on",
        )


def check_words_of_its_letter(before: Body, now: Body) -> None:
    """Raises Refusal for other reasons than those that a letter told: what the family was told stays."""
    if not (isinstance(before, Decided) and isinstance(now, Decided) and before.letter):
        return
    for name in ("reasons", "limbs"):
        if getattr(before, name) != getattr(now, name):
            raise Refusal(OF_ITS_LETTER, field=name)


OF_ITS_LETTER = (
    "A letter of this case told the family, in these words. If they are wrong, withdraw that letter with "
    "the reason, take this back, and tell the family again."
)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A letter that told the family of a decision, and was withdrawn after it was sent."""

    kind: str
    decided_on: date
    sent_on: date


def check_not_before_its_letter(new: NewEvent, withdrawn: Iterable[Withdrawn]) -> None:
    """Raises Refusal for a telling by hand on an earlier day than that of the letter which told it: else
    lateness could be taken away by withdrawing the letter.
    """
    for each in withdrawn:
        if each.kind == new.kind and each.decided_on <= new.happened_on < each.sent_on:
            raise Refusal(
                f"A letter of this case told it on {day_in_words(each.sent_on)}, and was withdrawn. The family "
                "was not told before that day.",
                field="happened_on",
            )


@lru_cache(maxsize=4)
def done_by_us(rules: Rules) -> frozenset[str]:
    """The kinds of events by which the authority does what it owes."""
    return frozenset(
        kind
        for own in rules.sets
        for provision in own.provisions
        if provision.who in OURS and provision.force is Force.DUTY
        for kind in provision.done
    )


PLANS_SENT = FINALS_SENT | DRAFTS_SENT
KEPT_HERE = (
    "The EHC plan of this case is written here. Issue it from its own page: what has to be in it is "
    "checked there, and its day is the day of issue."
)


def check_is_issued(new: NewEvent, *, is_kept_here: bool) -> None:
    """Raises Refusal for an EHC plan that is kept here and is said to be issued or sent. One that was issued
    from its own page and waits to be sent may be sent in another way.
    """
    if decided_kind(new) in PLANS_SENT and is_kept_here and not new.is_issued:
        raise Refusal(KEPT_HERE)


def check_family_had_its_days(new: NewEvent, answer_until: date | None) -> None:
    """Raises Refusal for a final EHC plan by hand while the family may still answer. ``answer_until``: the
    last of its days; None where they are over, or it answered. An issued one is checked on its own page.
    """
    if decided_kind(new) in FINALS_SENT and not new.is_issued and answer_until is not None:
        raise Refusal(
            f"The family may still answer the draft, until {day_in_words(answer_until)}. "
            "The final EHC plan comes after its answer, or after that day.",
            field="happened_on",
        )


def check_plan_may_end(
    new: NewEvent, *, goes_on_until: date | None, is_appealed: bool, last_word: str
) -> None:
    """Raises Refusal for an EHC plan that is said to have ended while the law keeps it in force.
    ``goes_on_until``: the last day of the time to appeal, if that still runs. ``is_appealed``: and no order followed.
    ``last_word``: the kind of event that said last whether the EHC plan is to end.
    """
    if new.kind != PLAN_CEASED:
        return
    if last_word in MAINTAINS:
        raise Refusal(IS_MAINTAINED)
    if goes_on_until is not None:
        raise Refusal(
            f"The family may still appeal, and the EHC plan goes on until {day_in_words(goes_on_until)}. "
            "It can end after that day.",
            field="happened_on",
        )
    if is_appealed and not new.body.note.strip():
        raise Refusal(STILL_APPEALED, field="note")


PLAN_CEASED = "plan_ceased"
CEASES = frozenset({"decided_to_cease", "review_decided_cease", "order_to_cease"})
MAINTAINS = frozenset(
    {
        "order_to_maintain",
        "order_to_maintain_and_amend",
        "unopposed_on_ceasing",
        "unopposed_on_ceasing_and_amending",
    }
)
"""After these an EHC plan that was to end goes on."""
IS_MAINTAINED = (
    "The tribunal ordered that the EHC plan goes on, or the appeal against its end was not opposed. "
    "It ends only after a new decision to end it."
)
STILL_APPEALED = (
    "The family appealed, and the EHC plan goes on until the appeal is decided. Record first what the tribunal "
    "ordered. If the appeal was withdrawn, say so in the note."
)


def _days(new: NewEvent, *, born_on: date, today: date, rules: Rules) -> Iterator[Refusal]:
    known = rules.kinds.get(new.kind)
    if new.happened_on > today and not (known and known.ahead):
        yield Refusal(
            f"{day_in_words(new.happened_on)} is still to come. It cannot have happened yet.",
            field="happened_on",
        )
    if new.happened_on < born_on:
        yield Refusal(
            f"{day_in_words(new.happened_on)} is before the day of birth, {day_in_words(born_on)}.",
            field="happened_on",
        )
    if new.received_on is None:
        return
    if new.received_on > today:
        yield Refusal(
            f"{day_in_words(new.received_on)} is still to come. It cannot have reached us yet.",
            field="received_on",
        )
    try:
        check_order(
            new.happened_on,
            new.received_on,
            earlier_name="The day it happened",
            later_name="the day it reached us",
            field="received_on",
        )
    except Refusal as refusal:
        yield refusal


def _said(new: NewEvent, rules: Rules) -> Iterator[Refusal]:
    match new.body:
        case Begun(asker=""):
            yield Refusal("Say who asked, or who told us.", field="asker")
        case ToBody(body=""):
            yield Refusal("Say which body, school or college.", field="body")
        case Made(decides=decides) if decides not in WAITS:
            yield Refusal("Say what was decided.", field="decides")
        case Decided() as decided if decided_kind(new) in REFUSES and not decided.reasons.strip():
            yield Refusal("Write the reasons. The family is sent them.", field="reasons")
        case Decided(limbs=()) if decided_kind(new) == "decided_not_to_assess":
            yield Refusal("Say which part of the test is not met.", field="limbs")
        case Relied() as relied:
            yield from _relied(relied, new.happened_on, rules)
        case _:
            pass
    yield from _lasts(new)
    needs = rules.kinds[new.kind].needs if new.kind in rules.kinds else ()
    if isinstance(new.body, Aimed) and new.body.for_on is None and "for" in needs:
        yield Refusal("Say which day it is about.", field="for_on")


def decided_kind(new: NewEvent) -> str:
    """The event by which it is told; of anything but a decision that is not told yet, its own kind."""
    return new.body.decides if isinstance(new.body, Made) else new.kind


def _relied(relied: Relied, on: date, rules: Rules) -> Iterator[Refusal]:
    """What is empty is said at its own box; the law's own check comes once all is there."""
    lacking = [
        Refusal(why, field=name)
        for name, why in _NEEDED_OF_A_GROUND
        if not getattr(relied, name).strip()
    ]
    if relied.ground not in rules.grounds:
        lacking.insert(0, Refusal("Choose the ground from the list.", field="ground"))
    yield from lacking or reliance_refusals(relied, on, rules)


_NEEDED_OF_A_GROUND = (
    ("because", "Say why it was impractical to keep the time."),
    ("evidence", "Say what shows it."),
    ("authorised_by", "Say who authorised it."),
)


def _lasts(new: NewEvent) -> Iterator[Refusal]:
    if not isinstance(new.body, Lasting):
        return
    until = new.body.until
    if until is None and new.kind == ABSENCE:
        yield Refusal("Write the first day on which they were back.", field="until")
    if until is not None and until <= new.happened_on:
        yield Refusal("The end comes after the first day.", field="until")
