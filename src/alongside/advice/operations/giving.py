"""Giving advice: written at the desk, or entered by somebody as it came by e-mail, post or phone.

Once given, the words of a submission never change. An amendment is the next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from alongside.advice.finding import find_for
from alongside.advice.keeping import NewStep, Said, keep_step, set_state
from alongside.advice.links import link_id_of
from alongside.advice.marking import copy_rows
from alongside.advice.models import AdvicePaper, AdviceRequest, AdviceSubmission
from alongside.advice.on_the_case import WholeBefore, whole_happened
from alongside.advice.rules.codes import Act, State, SubmissionState
from alongside.advice.rules.deciding import check_day
from alongside.files.models import StoredFile
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal, Refusals
from alongside.ledger.operations import record
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day

LABELS = {"text": "Advice"}
MOST_PAPERS = 10
AGAIN = timedelta(minutes=10)
"""Somebody who goes on writing is named in the ledger no sooner again, for it is kept as they type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands on the desk, without its rows. ``further`` are more documents, which are added to those
    that are there; ``drops_further`` takes those out first.
    """

    text: str = ""
    author_name: str = ""
    author_role: str = ""
    registration: str = ""
    seen_on: date | None = None
    basis: str = ""
    sharing: str = ""
    upload: "File[bytes] | None" = None
    further: "tuple[File[bytes], ...]" = ()
    drops_further: bool = False


@transaction.atomic
def save_writing(
    *, actor: Actor, at: datetime, request_ref: str, expected_version: int, new: Written
) -> AdviceSubmission:
    """What is being written, kept as it stands. Nothing is refused for being unfinished."""
    request = find_for(actor, request_ref, Act.GIVE, today=london_day(at))
    writing = _writing(request, actor, at)
    if expected_version:
        check_version(writing, expected_version, wanted={"text": new.text}, labels=LABELS)
    is_news = writing.version == 1 or at - writing.entered_at > AGAIN
    _write(actor, at, writing, new)
    if is_news:
        _record(actor, at, "advice.write", writing)
    return writing


@transaction.atomic
def give_advice(
    *, actor: Actor, at: datetime, request_ref: str, expected_version: int, new: Written
) -> AdviceSubmission:
    """Today. What is found in it stops nothing. Raises Refusal for no words and no file, and no author."""
    request = find_for(actor, request_ref, Act.GIVE, today=london_day(at))
    writing = _writing(request, actor, at)
    if expected_version:
        check_version(writing, expected_version, wanted={"text": new.text}, labels=LABELS)
    _write(actor, at, writing, new)
    return _give(actor, at, request, writing, Said(on=london_day(at)), act=Act.GIVE)


@transaction.atomic
def enter_advice(
    *, actor: Actor, at: datetime, request_ref: str, new: Written, said: Said
) -> AdviceSubmission:
    """For its author: with the day on which it was received, and how it came. Raises Refusal."""
    today = london_day(at)
    request = find_for(actor, request_ref, Act.ENTER, today=today)
    check_day(said.on, today=today, not_before=request.received_on, field="on")
    made = _begin(request, actor, at, number=_next_number(request), is_entered_for=True)
    _write(actor, at, made, new)
    return _give(actor, at, request, made, said, act=Act.ENTER)


def _give(
    actor: Actor,
    at: datetime,
    request: AdviceRequest,
    writing: AdviceSubmission,
    said: Said,
    *,
    act: Act,
) -> AdviceSubmission:
    _check_whole(writing)
    writing.state, writing.given_on, writing.source = (
        SubmissionState.GIVEN.value,
        said.on,
        said.source,
    )
    writing.save(update_fields=["state", "given_on", "source"])
    before = WholeBefore.of(request)
    first = request.first_given_on or said.on
    set_state(request, State.GIVEN, given_on=said.on, first_given_on=first)
    record(actor=actor, at=at, **keep_step(actor, at, request, NewStep(act=act, said=said)))
    whole_happened(actor, at, request.part_of or request, before, said)
    return writing


def _check_whole(writing: AdviceSubmission) -> None:
    """Raises Refusals: what is left out is said at once."""
    if found := tuple(_left_out(writing)):
        raise Refusals(found)


def _left_out(writing: AdviceSubmission) -> Iterator[Refusal]:
    if not writing.text.strip() and writing.file_id is None:
        yield Refusal("Write the advice, or add the file that it stands in.", field="text")
    if not writing.author_name.strip():
        yield Refusal("Say who wrote it.", field="author_name")
    if not writing.author_role.strip():
        yield Refusal("Say in which role it was written.", field="author_role")


def _writing(request: AdviceRequest, actor: Actor, at: datetime) -> AdviceSubmission:
    """What is being written; begun from what was sent back, where that was."""
    rows = request.submissions.filter(
        state=SubmissionState.WRITING.value, link_id=link_id_of(actor)
    )
    found: AdviceSubmission | None = rows.select_for_update().first()
    if found is not None:
        return found
    made = _begin(request, actor, at, number=_next_number(request))
    before = _given_before(request)
    if before is not None:
        _copy(before, made)
    return made


def _given_before(request: AdviceRequest) -> AdviceSubmission | None:
    found: AdviceSubmission | None = (
        request.submissions.exclude(state=SubmissionState.WRITING.value).order_by("-number").first()
    )
    return found


def _copy(before: AdviceSubmission, made: AdviceSubmission) -> None:
    for name in (*_WORDS, "file"):
        setattr(made, name, getattr(before, name))
    made.save(update_fields=[*_WORDS, "file"])
    for each in before.papers.select_related("file").order_by("number"):
        _add_paper(made, each.file)
    copy_rows(before, made)


def _begin(
    request: AdviceRequest, actor: Actor, at: datetime, *, number: int, is_entered_for: bool = False
) -> AdviceSubmission:
    return AdviceSubmission.objects.create(
        area_id=request.area_id,
        request=request,
        number=number,
        is_entered_for=is_entered_for,
        link_id=link_id_of(actor),
        entered_at=at,
        entered_by_id=actor.person_id,
    )


def _next_number(request: AdviceRequest) -> int:
    last: int | None = request.submissions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _write(actor: Actor, at: datetime, writing: AdviceSubmission, new: Written) -> None:
    wanted: dict[str, Any] = {name: getattr(new, name) for name in _WORDS}
    wanted |= {"entered_at": at, "entered_by_id": actor.person_id}
    first, further = _documents(writing, new)
    if first is not None:
        wanted["file"] = keep_file(actor=actor, upload=first, at=at)
    if new.seen_on is not None and new.seen_on > london_day(at):
        raise Refusal("This day is still to come.", field="seen_on")
    apply(writing, wanted)
    if new.drops_further:
        writing.papers.all().delete()
    for each in further:
        _add_paper(writing, keep_file(actor=actor, upload=each, at=at))


def _documents(
    writing: AdviceSubmission, new: Written
) -> "tuple[File[bytes] | None, tuple[File[bytes], ...]]":
    """The one that the advice may stand in, and the others: the first of those where there is none yet."""
    if new.upload is None and writing.file_id is None and new.further:
        return new.further[0], new.further[1:]
    return new.upload, new.further


def _add_paper(writing: AdviceSubmission, file: StoredFile) -> None:
    last = writing.papers.aggregate(last=Max("number"))["last"] or 1
    if last >= MOST_PAPERS:
        raise Refusal(
            f"No more than {MOST_PAPERS} documents are kept with one advice.", field="more"
        )
    AdvicePaper.objects.create(
        area_id=writing.area_id, submission=writing, number=last + 1, file=file
    )


_WORDS = (
    "text", "author_name", "author_role", "registration", "seen_on", "basis", "sharing",
)  # fmt: skip


def _record(actor: Actor, at: datetime, verb: str, writing: AdviceSubmission) -> None:
    """That something was written, and nothing of what."""
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="advice.submission",
        subject_ref=writing.ref,
        detail={"number": writing.number},
    )
