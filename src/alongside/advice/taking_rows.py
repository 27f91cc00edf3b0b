"""A reply’s advice as a submission and its rows: what stands in one place there and in another here."""

from collections.abc import Iterator, Mapping

from django.core.files.base import ContentFile

from alongside.advice.framework import framework_numbered
from alongside.advice.models import AdviceRequest
from alongside.advice.operations.giving import Written
from alongside.advice.operations.rows import NewRow
from alongside.advice.outgoing import framework_code, questions_of
from alongside.exchange import fhir
from alongside.files.kinds import BY_MEDIA_TYPE
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal

MOST = {
    **dict.fromkeys(("who", "how_much", "how_often", "how_long", "where"), 200),
    **dict.fromkeys(("author_name", "author_role"), 200),
    **dict.fromkeys(("by_when", "found_at", "registration"), 100),
}
"""The longest that the records keep."""
TOO_LONG = "One of the fields of the advice is longer than is kept. Shorten it."


def written_of(request: AdviceRequest, body: fhir.AdviceReply) -> Written:
    """Raises Refusal for what has no place here."""
    _check_framework(request, body)
    made = Written(
        text=_text(request, body),
        author_name=body.author.person,
        author_role=body.author.post,
        registration=body.author.registration,
        seen_on=max(body.seen_on, default=None),
        basis=_basis(body),
        sharing=body.sharing,
        further=tuple(_upload(each, n) for n, each in enumerate(body.documents, start=1)),
    )
    _check_lengths(made)
    return made


def rows_of(body: fhir.AdviceReply) -> Iterator[tuple[str, NewRow, tuple[str, ...]]]:
    """(their key, the row, keys of the needs that it meets), the needs before what meets them."""
    for each in body.remarks:
        yield each.key, NewRow(kind=each.kind.value, words=each.words, found_at=each.found_at), ()
    for need in body.needs:
        words = _lines(need.words, need.effect)
        yield need.key, NewRow(kind="need", words=words, found_at=need.found_at), ()
    for outcome in body.outcomes:
        words = _lines(outcome.words, _said("Measured by", outcome.measured_by))
        row = NewRow(
            kind="outcome", words=words, by_when=outcome.by_when, found_at=outcome.found_at
        )
        yield outcome.key, row, outcome.needs
    for given in body.provisions:
        yield given.key, _provision(given), given.needs


def check_row(row: NewRow) -> None:
    """Raises Refusal for what is longer than is kept."""
    _check_lengths(row)


def _provision(each: fhir.Provision) -> NewRow:
    kind = each.kind.words if each.kind else ""
    return NewRow(
        kind="provision",
        words=_lines(
            each.words, _said("The author calls it", kind), _said("Reviewed", each.reviewed)
        ),
        who=each.who,
        how_much=each.amount,
        how_often=each.frequency,
        how_long=each.duration,
        where=each.where,
        found_at=each.found_at,
    )


def _text(request: AdviceRequest, body: fhir.AdviceReply) -> str:
    asked = _questions(request)
    answers = [f"{_question(asked, each.question)}\n{each.words}" for each in body.answers]
    return "\n\n".join(part for part in (body.text, *answers) if part)


def _questions(request: AdviceRequest) -> Mapping[str, str]:
    frame = framework_numbered(request.framework)
    return {each.code: each.words for each in questions_of(frame, request, is_later=True)}


def _question(asked: Mapping[str, str], code: str) -> str:
    if code not in asked:
        raise Refusal("It answers a question that was not asked. Answer those of the request.")
    return asked[code]


def _check_framework(request: AdviceRequest, body: fhir.AdviceReply) -> None:
    ours = (framework_code(request), str(request.framework))
    if body.framework not in (("", ""), ours):
        raise Refusal(
            "It answers another framework than the request. Answer the one that is asked."
        )


def _basis(body: fhir.AdviceReply) -> str:
    """Only one day has a place of its own; several are told in words."""
    if len(body.seen_on) < 2:
        return body.basis
    days = ", ".join(day_in_words(each) for each in sorted(body.seen_on))
    return _lines(f"Seen on: {days}.", body.basis)


def _upload(document: fhir.Document, number: int) -> "ContentFile[bytes]":
    """Named by its place in the message: its own title may name the child."""
    kind = BY_MEDIA_TYPE.get(document.media_type)
    if kind is None:
        raise Refusal("A document of this kind is not taken. Send it as PDF or Word document.")
    name = "advice" if number == 1 else f"advice-{number}"
    return ContentFile(document.content, name=f"{name}{kind.endings[0]}")


def _check_lengths(said: Written | NewRow) -> None:
    """SQLite keeps what is too long, and PostgreSQL fails: neither is an answer."""
    for name, most in MOST.items():
        if len(getattr(said, name, "")) > most:
            raise Refusal(TOO_LONG)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _said(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""
