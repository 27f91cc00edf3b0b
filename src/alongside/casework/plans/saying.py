"""What a part of an EHC plan says, in labels and words: for the page, the paper and the comparison."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from alongside.casework.plans import words as plan_words
from alongside.casework.rules.plans.codes import (
    Adulthood,
    Named,
    NeedArea,
    PartKind,
    Payment,
    Section,
    Topic,
    Whose,
)
from alongside.casework.rules.plans.comparing import NOT_SHOWN
from alongside.casework.rules.plans.parts import (
    Advice,
    Agreement,
    Budget,
    Need,
    NoneFound,
    Outcome,
    Part,
    PartBody,
    Placement,
    Provision,
    Words,
    numbers,
)
from alongside.kernel.dates import day_in_words
from alongside.web.writing import shortened

HEADLINE = 90
Names = Mapping[str, str]
Said = tuple[str, str, str]
_CODES: Mapping[str, tuple[Any, Mapping[Any, str]]] = {
    "whose": (Whose, plan_words.WHOSE),
    "topic": (Topic, plan_words.TOPICS),
    "area": (NeedArea, plan_words.NEED_AREAS),
    "named": (Named, plan_words.NAMED),
    "payment": (Payment, plan_words.PAYMENTS),
}


def names_of(parts: Sequence[Part]) -> Names:
    """By key, how a row is named in another: "B1: following long instructions"."""
    called = numbers(parts)
    return {
        part.key: f"{called[part.key]}: {headline(part.body)}"
        for part in parts
        if part.key in called
    }


def headline(body: PartBody) -> str:
    """A part in a few words."""
    match body:
        case Need(need=text) | Outcome(outcome=text) | Provision(what=text) | Budget(what_for=text):
            return shortened(" ".join(text.split()), HEADLINE)
        case Words():
            return f"{plan_words.WHOSE[Whose(body.whose)]}: {plan_words.TOPICS[Topic(body.topic)]}"
        case Placement():
            return body.institution or body.type or plan_words.NAMED[Named(body.named)]
        case Agreement():
            return f"Agreed by {body.agreed_by}, {body.role}, {body.body}"
        case Advice():
            return f"{body.author}, {body.role}"
        case NoneFound():
            return f"None identified: said by {_somebody(body.says_who)}"
    return ""


def said(body: PartBody, names: Names) -> tuple[Said, ...]:
    """As (box, label, words), without what is empty."""
    return tuple(_each(body, names))


def box_words(body: PartBody | None, box: str, names: Names) -> str:
    """What one box says; empty where there is no such part."""
    return "" if body is None else _in_words(box, getattr(body, box), names)


def none_found(section: Section, body: NoneFound) -> str:
    """The sentence that stands in place of rows."""
    on = f" on {day_in_words(body.said_on)}" if body.said_on else ""
    return f"{plan_words.NONE_FOUND[section]} Said by {_somebody(body.says_who)}{on}."


def agreed(body: Agreement) -> str:
    on = f" on {day_in_words(body.agreed_on)}" if body.agreed_on else ""
    return f"{body.agreed_by}, {body.role}, agreed to this section for {body.body}{on}."


def placed(body: Placement) -> str:
    if body.named == Named.INSTITUTION:
        return f"{body.institution}: {body.type}"
    if body.named == Named.TYPE_ONLY:
        return f"Type of school, college or setting: {body.type}"
    return f"No school is named: education is arranged elsewhere. {body.why}"


def pounds(amount: str) -> str:
    """
    >>> pounds("1250"), pounds("")
    ('£1,250.00', '')
    """
    return f"£{Decimal(amount):,.2f}" if amount else ""


def kind_in_a_sentence(kind: PartKind) -> str:
    return plan_words.PARTS[kind]


def _somebody(words: str) -> str:
    """Inside a sentence: "the community paediatrician", but "Dr Example"."""
    is_role = words.startswith(("The ", "A ", "An "))
    return f"{words[0].lower()}{words[1:]}" if is_role else words


def _each(body: PartBody, names: Names) -> Iterator[Said]:
    for each in fields(body):
        words = _in_words(each.name, getattr(body, each.name), names)
        if words and each.name not in NOT_SHOWN:
            yield each.name, plan_words.BOXES[each.name], words


def _in_words(box: str, value: Any, names: Names) -> str:
    if value in ("", None, ()):
        return ""
    if isinstance(value, date):
        return day_in_words(value)
    if box in _CODES:
        code, labels = _CODES[box]
        return labels[code(value)]
    match box:
        case "needs" | "outcomes":
            return "\n".join(names.get(key, "") for key in value if key in names)
        case "adulthood":
            return "; ".join(plan_words.ADULTHOODS[Adulthood(each)] for each in value)
        case "amount":
            return pounds(value)
    return str(value)
