"""What the forms need for a letter that is being written down by hand. For those who may write it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from alongside.board import perms
from alongside.board.models import Finding, Revisit
from alongside.board.rules.codes import PointKind
from alongside.board.rules.revisits import LetterFacts
from alongside.kernel.actor import Actor
from alongside.people.finding import found
from alongside.plan.queries.for_forms import weakness_choices

LISTS = ("inspectorates", "copied_to", "notes")


def letter_to_write(actor: Actor, ref: str) -> Revisit:
    """Raises Hidden."""
    actor.check_may(perms.RUN)
    return found(Revisit, actor, ref, "statement")


def weaknesses_to_choose(actor: Actor, letter: Revisit) -> list[tuple[str, str]]:
    """By number, because a letter names them so."""
    return weakness_choices(actor, letter.statement_id)


def facts_of_letter(letter: Revisit) -> dict[str, Any]:
    """By box of the form."""
    names = [name for name in LetterFacts.__slots__ if name != "visited_last"]
    facts = {name: getattr(letter, name) for name in names}
    facts |= {name: lines(facts[name]) for name in LISTS}
    facts["visited_last"] = letter.visited_until - timedelta(days=1)
    return {**facts, "expected_version": letter.version}


def facts_of_finding(finding: Finding) -> dict[str, Any]:
    """By box of the form, its sentences one on each line."""
    points = list(finding.points.order_by("order", "id"))
    boxes = {
        "strengths": PointKind.STRENGTH,
        "remaining": PointKind.REMAINING,
        "caveats": PointKind.CAVEAT,
    }
    sentences = {
        box: lines([point.text for point in points if point.kind == kind])
        for box, kind in boxes.items()
    }
    return {
        "number": finding.number,
        "title": finding.title,
        "weakness": finding.weakness_number or "",
        "weakness_text": finding.weakness_text,
        "judgement": finding.judgement,
        "judgement_code": finding.judgement_code,
        "expected_version": finding.version,
        **sentences,
    }


def state_of_letter(letter: Revisit) -> str:
    """Changes with every change of the letter, its people or its findings."""
    findings = letter.findings.order_by("id").values_list("id", "version")
    people = letter.people.order_by("id").values_list("id", flat=True)
    parts = [
        str(letter.version),
        *(f"{pk}.{version}" for pk, version in findings),
        *(f"p{pk}" for pk in people),
    ]
    return "-".join(parts)


def lines(texts: Sequence[str]) -> str:
    return "\n".join(texts)
