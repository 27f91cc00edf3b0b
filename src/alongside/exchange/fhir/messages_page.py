"""The reference page of the messages, printed from the lists that reading and writing use."""

from collections.abc import Iterable, Iterator, Sequence

from alongside.exchange.fhir import codes
from alongside.exchange.fhir.advice_items import QUESTION, ROWS, SEEN, TEXTS, link_id
from alongside.exchange.fhir.codes import REASONS, STAGES_OF_EVENT, WORDS_NEEDED, Stage, Worded
from alongside.exchange.fhir.elements import LONGEST_TEXT
from alongside.exchange.fhir.entries import MOST_ENTRIES
from alongside.exchange.fhir.examples import EXAMPLES
from alongside.exchange.fhir.names import NHS_NUMBER, NHS_NUMBER_STATUS, ODS, PROFILES, Names
from alongside.exchange.fhir.ordering import SENTENCES
from alongside.exchange.fhir.reading import MOST_VALUES, USUAL
from alongside.exchange.fhir.reading_advice import MEDIA_TYPES
from alongside.exchange.fhir.reading_stage import ONLY_TWO_GROUNDS
from alongside.exchange.fhir.writing import write_message
from alongside.exchange.limits import megabytes

PRINTED = "*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*"
_LISTS: tuple[tuple[str, type[Worded]], ...] = (
    ("message-event", codes.Event),
    ("ehc-advice-request", codes.AdviceKind),
    ("ehc-advice-purpose", codes.Purpose),
    ("ehc-advice-reason", codes.ReasonCode),
    ("ehc-advice-consent", codes.ConsentKind),
    ("ehc-advice-document", codes.DocumentKind),
    ("ehc-advice-note", codes.NoteKind),
)
_OWN_IDENTIFIERS = (
    ("message", "a message"),
    ("advice-request", "a request for advice"),
    ("case", "a case of the authority"),
    ("document", "a document"),
    ("upn", "a pupil number"),
    ("dfe-la-code", "a local authority, by its three digits"),
    ("professional-registration", "a registration with a professional council"),
)
_NAMES = Names()


def advice_messages_page() -> str:
    """Everything that somebody who builds the other end has to know."""
    lines = [
        "# Messages about advice, in FHIR",
        "",
        PRINTED,
        "",
        "Advice is asked for, followed and given in messages of FHIR R4 (4.0.1), as JSON. No national profile for "
        "this is published, so the messages are made of UK Core resources and lists of our own. A message is a "
        "file, however it travels. No national service is called, and none is assumed.",
        "",
        *_rules(),
        *_events(),
        *_stages(),
        *_identifiers(),
        *_lists(),
        *_advice(),
        *_turns(),
        *_examples(),
    ]
    return "\n".join(lines) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _code(text: str) -> str:
    return f"`{text}`"


def _rules() -> Iterator[str]:
    yield "## What holds for every message"
    yield ""
    yield "- A message is taken whole or not at all. Everything that is wrong with it is told at once, as an"
    yield "  OperationOutcome of plain sentences. No sentence repeats what the message held."
    yield f"- At most {megabytes(USUAL.file_bytes)}, {MOST_VALUES:,} values, {MOST_ENTRIES} entries and"
    yield f"  {USUAL.depth} levels; a text has at most {LONGEST_TEXT:,} characters. No name stands twice in one object."
    yield "- The Bundle has the type `message`, and its first entry is the MessageHeader. Each reference leads to"
    yield "  another entry, by its `fullUrl` or as `Type/id`. References to other places, contained resources and"
    yield "  modifier extensions are refused. What is not asked for, such as an address, is left out, and said so."
    yield "- A day is a whole day (`2026-03-30`). An instant has seconds and a time zone (`2026-02-16T09:00:00Z`)."
    yield "- `meta.profile` may be left out. If it stands there, it is the one below."
    yield "- A document stands in the message itself, with its size and hash. Nothing is fetched from an address."
    yield f"  Taken are: {', '.join(map(_code, sorted(MEDIA_TYPES)))}."
    yield "- A readable text (`text.div`) is plain XHTML without scripts, styles, links and pictures. It is not kept."
    yield ""


_ENTRIES = {
    codes.Event.ASKED: "Task, ServiceRequest, Patient, PractitionerRole, Organization, Questionnaire; perhaps "
    "DocumentReference, Consent",
    codes.Event.PROGRESS: "Task, Organization; perhaps one Communication. No child is named",
    codes.Event.GIVEN: "Task, Patient, PractitionerRole, Organization; QuestionnaireResponse, DocumentReference, "
    "or both",
}


def _events() -> Iterator[str]:
    yield "## The three messages"
    yield ""
    rows = [
        (_code(event), event.words, f"MessageHeader, {_ENTRIES[event]}.", _stage_list(stages))
        for event, stages in STAGES_OF_EVENT.items()
    ]
    yield from _table(("event", "what for", "entries", "stages"), rows)
    yield from _table(("resource", "profile"), [(k, _code(p)) for k, p in PROFILES.items()])


def _stage_list(stages: Sequence[Stage]) -> str:
    return ", ".join(_code(stage) for stage in stages)


def _stages() -> Iterator[str]:
    yield "## Where a request stands"
    yield ""
    yield "`Task.status`, and for some stages `Task.businessStatus` from the list `ehc-advice-stage`. Without a"
    yield "business status, `accepted` means *triaged* and `in-progress` means *allocated*. A stage with reasons needs"
    yield f"one of them in `Task.statusReason`. {ONLY_TWO_GROUNDS}"
    yield ""
    yield "`Task.restriction.period` has the day from which the six weeks run (`start`) and the day by which advice is"
    yield "due (`end`). A service’s request inherits both from the single point’s, which it names in `Task.partOf`."
    yield ""
    rows = []
    for stage in Stage:
        state, own = codes.task_of(stage)
        reasons = ", ".join(map(_code, REASONS.get(stage, ())))
        in_words = ", and words" if stage in WORDS_NEEDED else ""
        rows.append((stage.words, _code(state), _code(own) if own else "", f"{reasons}{in_words}"))
    yield from _table(("stage", "status", "business status", "reason"), rows)


def _identifiers() -> Iterator[str]:
    yield "## Identifiers"
    yield ""
    yield f"Own systems hang under the address of the installation that asks; here it is `{_NAMES.base}`."
    yield ""
    rows = [
        ("an NHS number, with its check digit", _code(NHS_NUMBER)),
        ("how far it was traced, as an extension on it", _code(NHS_NUMBER_STATUS)),
        ("a body of the NHS, by its ODS code", _code(ODS)),
        *((words, _code(_NAMES.identifier(of))) for of, words in _OWN_IDENTIFIERS),
    ]
    yield from _table(("what", "system"), rows)


def _lists() -> Iterator[str]:
    yield "## Lists of codes"
    yield ""
    yield "The services of an area (`ehc-advice-service`) are the area’s own: a code and its words."
    yield ""
    for name, kind in _LISTS:
        yield f"### `{_NAMES.codes(name)}`"
        yield ""
        yield from _table(("code", "words"), [(_code(each), each.words) for each in kind])


def _advice() -> Iterator[str]:
    yield "## The advice itself"
    yield ""
    yield "A QuestionnaireResponse to the framework that was asked, by its address and version. Rows repeat, and name"
    yield "each other by their keys. Every answer is a `valueString`, except the dates."
    yield ""
    rows = [
        (_code(SEEN), "The days on which the child was seen (`valueDate`)", ""),
        (_code(f"{QUESTION}CODE"), "The answer to a question of the framework, by its code", ""),
    ]
    rows += [(_code(part.name), part.words, "") for part in TEXTS]
    for row, parts in ROWS.items():
        rows.append((_code(row), f"One row: {row}", ""))
        rows += [(_code(link_id(row, p)), p.words, "yes" if p.needed else "") for p in parts]
    yield from _table(("`linkId`", "what", "needed"), rows)


def _turns() -> Iterator[str]:
    yield "## Which message comes after which"
    yield ""
    yield "`Task.meta.versionId` counts the messages of one sender about one request: 1, 2, 3 and so on. A message is"
    yield "named by a UUID in `Bundle.identifier`. Only the next message changes anything."
    yield ""
    yield from _table(("turn", "what is said"), [(_code(turn), s) for turn, s in SENTENCES.items()])


def _examples() -> Iterator[str]:
    yield "## Examples"
    yield ""
    yield "The child and everybody else in them are invented."
    for message in EXAMPLES:
        yield ""
        yield f"### {message.event.words}"
        yield ""
        yield "```json"
        yield write_message(message, names=_NAMES).decode()
        yield "```"
