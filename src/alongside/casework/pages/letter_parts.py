"""Parts of the pages of letters: the lists, what the officer has to look at, and what may be done next."""

from collections.abc import Iterator

from django.urls import reverse

from alongside.casework import perms
from alongside.casework.letters.enclosing import NOT_ENCLOSED
from alongside.casework.letters.words import (
    AUDIENCES,
    STATE_COLOURS,
    STATES,
    WAYS,
    left_out_words,
)
from alongside.casework.pages.trail import at_case, case_address, crumbs
from alongside.casework.queries.letter_values import (
    LetterHead,
    LetterPage,
    LetterView,
    SendingView,
    ToWrite,
)
from alongside.casework.queries.letters import may_check
from alongside.casework.rules.letter_codes import LetterState, SentBy
from alongside.casework.rules.letters import Audience, Recipient
from alongside.kernel.actor import Actor
from alongside.web.components import Cell, Column, Crumb, Door, Row, Table
from alongside.web.writing import day, instant

TO_WRITE = (
    Column("Letter", is_wide=True),
    Column("To"),
    Column("Because"),
)
FELL_AWAY = "No longer owed"
NOBODY_WAITS = "Nobody waits for this letter any more: withdraw it with that reason."
WRITTEN = (
    Column("Letter", is_wide=True),
    Column("To"),
    Column("How it stands"),
    Column("Sent"),
    Column("Served"),
)
OPEN = (LetterState.NOT_MADE, LetterState.DRAFTED, LetterState.CHECKED)


DETAILS = "What letters say about us"


def letter_crumbs(actor: Actor, head: LetterHead, *further: Crumb) -> tuple[Crumb, ...]:
    own = Crumb(f"Case {head.number}", case_address(actor, head.ref))
    listed = Crumb("Letters", at_case(actor, "letters", head.ref) if further else "")
    return crumbs(actor, own, listed, *further)


def at_letter(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"casework:{name}", args=[actor.area_slug, ref])


def to_write_table(found: tuple[ToWrite, ...], *, caption: str, empty: str) -> Table:
    rows = [_to_write(each) for each in found]
    return Table(caption, TO_WRITE, rows, stack=True, empty=empty)


def fell_away_table(found: tuple[ToWrite, ...]) -> Table:
    rows = [(*_to_write(each), Cell(each.over_by)) for each in found]
    return Table(FELL_AWAY, (*TO_WRITE, Column("Why nobody waits for it")), rows, stack=True)


def _to_write(each: ToWrite) -> tuple[Cell, ...]:
    return (
        Cell(each.title, is_header=True),
        Cell(
            each.recipient or "Nobody is known yet",
            note=_of_recipient(each),
            tag_colour="" if each.recipient else "red",
        ),
        Cell(each.follows, note=day(each.on)),
    )


def written_table(
    actor: Actor, found: tuple[LetterView, ...], *, caption: str, empty: str
) -> Table:
    return Table(
        caption, WRITTEN, [_written(actor, each) for each in found], stack=True, empty=empty
    )


def choices_to_write(found: tuple[ToWrite, ...]) -> list[tuple[str, str]]:
    return [(each.key, _choice(each)) for each in found]


def look_at(page: LetterPage) -> Iterator[str]:
    """What the officer has to look at, in sentences: before it goes out, and when it turned out wrong after."""
    if page.letter.state is LetterState.SENT and (page.is_gone or page.is_corrected):
        yield (
            "What this letter rests on was corrected or taken back after it was sent. If the family needs "
            "another, withdraw this one with the reason, and write it anew."
        )
    sending = page.letter.sending
    if sending and sending.owes_format and page.letter.state is LetterState.SENT:
        yield f"Still owed in the format or language that was asked for: {sending.asked_for}."
    if page.letter.state in OPEN:
        yield from _before_it_goes(page)


def _before_it_goes(page: LetterPage) -> Iterator[str]:
    if page.is_gone:
        yield "What this letter rests on was taken back or corrected away. Withdraw the letter."
    if page.over_by:
        yield f"{page.over_by} {NOBODY_WAITS}"
    if page.is_corrected:
        yield "What this letter rests on was corrected after it was written. Write it again."
    if page.is_stale and not page.is_corrected:
        yield "It was written on another day, or something changed since. Write it again."
    if page.free_wanted and not page.free_text:
        yield f"{page.free_wanted} This belongs in your own words."
    if page.lacks_plan:
        yield NOT_ENCLOSED
    if words := left_out_words(page.letter.left_out):
        yield words
    if page.recipient is not None:
        yield from _about(page.recipient)


def about_rows(page: LetterPage) -> tuple[Row, ...]:
    letter, recipient = page.letter, page.recipient
    rows = (
        Row("What it is", page.about),
        Row("To", letter.recipient),
        Row("Because", f"{letter.follows}, {day(letter.follows_on)}"),
        Row("Dated", day(letter.dated_on) if page.document else ""),
        Row("Asked for", page.asked_for),
        Row("Safe contact", recipient.safe_contact if recipient else ""),
        Row("E-mail", recipient.email if recipient else ""),
        Row("Written", _by(letter.made_by, instant(letter.made_at))),
        Row("Checked", _by(letter.checked_by, instant(letter.checked_at))),
        Row("Enclosed", "; ".join(each.title for each in page.enclosed)),
        *_sending_rows(letter.sending),
        Row("Why it was ended", letter.why_ended),
        Row("Fingerprint of the content", letter.sha256),
    )
    return tuple(row for row in rows if row.value)


def doors_of(actor: Actor, page: LetterPage) -> tuple[Door, ...]:
    return tuple(_doors(actor, page)) if actor.may_somewhere(perms.RECORD) else ()


def _doors(actor: Actor, page: LetterPage) -> Iterator[Door]:
    """What comes next for it, and what may always be done."""
    letter, ref = page.letter, page.letter.ref
    match letter.state:
        case LetterState.DRAFTED:
            yield from _while_drafted(actor, page)
        case LetterState.CHECKED:
            address = at_letter(actor, "send_letter", ref)
            yield Door("Record that it was sent", address, is_main=True)
        case LetterState.SENT:
            yield from _once_sent(actor, page)
        case _:
            pass
    if (letter.paper_refusal and not letter.has_pdf) or page.lacks_large_print:
        words = "Make the large print" if page.lacks_large_print else "Make the papers again"
        yield Door(words, at_letter(actor, "letter_papers", ref))
    if letter.state in OPEN:
        again = "Try again" if letter.state is LetterState.NOT_MADE else "Write it again"
        yield Door(again, at_letter(actor, "write_letter_again", ref))
    if letter.state not in (LetterState.WITHDRAWN, LetterState.NOT_NEEDED):
        yield Door("Withdraw it", at_letter(actor, "withdraw_letter", ref))


def _while_drafted(actor: Actor, page: LetterPage) -> Iterator[Door]:
    ref, lacks_plan = page.letter.ref, bool(page.lacks_plan)
    if may_check(actor, page):
        address = at_letter(actor, "check_letter", ref)
        yield Door("Read it and check it", address, is_main=not lacks_plan)
    yield Door("Write in your own words", at_letter(actor, "own_words", ref))
    words = "Enclose the EHC plan" if lacks_plan else "Enclose something"
    yield Door(words, at_letter(actor, "enclose", ref), is_main=lacks_plan)


def _once_sent(actor: Actor, page: LetterPage) -> Iterator[Door]:
    ref, sending = page.letter.ref, page.letter.sending
    if sending and sending.served_on is None:
        address = at_letter(actor, "serve_letter", ref)
        yield Door("Record that it reached them", address, is_main=True)
    if sending and sending.owes_format:
        address = at_letter(actor, "give_letter_format", ref)
        yield Door("Record that they have it as they asked", address, is_main=True)


def file_doors(actor: Actor, page: LetterPage) -> tuple[Door, ...]:
    letter, ref = page.letter, page.letter.ref
    known = (
        (letter.has_pdf, "Download as PDF", "pdf"),
        (letter.has_word, "Download for Word", "word"),
        (letter.has_large_print, "Download in large print", "large"),
        (
            letter.sending is not None and letter.sending.has_file,
            "Download what shows that it was sent",
            "proof",
        ),
    )
    return tuple(
        Door(title, reverse("casework:letter_file", args=[actor.area_slug, ref, what]))
        for is_there, title, what in known
        if is_there
    )


def papers_words(page: LetterPage) -> str:
    """Where its papers are, while they are not there yet."""
    letter = page.letter
    if letter.paper_refusal:
        return letter.paper_refusal
    is_frozen = letter.state in (LetterState.CHECKED, LetterState.SENT)
    if is_frozen and not letter.has_pdf:
        return "The PDF and the file for Word are being made. Open this page again in a minute."
    return ""


def _about(recipient: Recipient) -> Iterator[str]:
    if recipient.restriction:
        yield (
            f"{recipient.name} has a restriction: {recipient.restriction} Read the reasons and your own "
            "words for names of places."
        )
    if recipient.asked_for:
        yield (
            f"{recipient.name} asked for: {recipient.asked_for}. This letter is in plain print, in English. A large "
            "print is made beside it. Anything else is for you to get made: it stays owed until you record it."
        )


def _of_recipient(each: ToWrite) -> str:
    parts = [AUDIENCES[each.audience]]
    if each.is_restricted:
        parts.append("restricted")
    if each.asked_for:
        parts.append(f"asked for {each.asked_for}")
    return ", ".join(parts)


def _choice(each: ToWrite) -> str:
    who = each.recipient or f"{AUDIENCES[each.audience]} (not known yet)"
    return f"{who}: {each.title}"


def _written(actor: Actor, each: LetterView) -> tuple[Cell | str, ...]:
    sending = each.sending
    return (
        Cell(
            each.title,
            at_letter(actor, "letter", each.ref),
            note=f"{each.follows}, {day(each.follows_on)}",
            is_header=True,
        ),
        Cell(each.recipient or "Nobody", note=AUDIENCES[Audience(each.audience)]),
        Cell(
            STATES[each.state],
            tag_colour=STATE_COLOURS.get(each.state, "grey"),
            note=_how_it_stands(each),
        ),
        Cell(day(sending.sent_on), note=WAYS[SentBy(sending.way)]) if sending else "",
        Cell(day(sending.served_on), note=sending.served_known)
        if sending and sending.served_on
        else "",
    )


def _how_it_stands(each: LetterView) -> str:
    if each.over_by and each.state in OPEN:
        return f"{each.over_by} {NOBODY_WAITS}"
    return each.refusal or each.paper_refusal or each.why_ended


def _sending_rows(sending: SendingView | None) -> Iterator[Row]:
    if sending is None:
        return
    way = WAYS[SentBy(sending.way)]
    yield Row("Sent", f"{day(sending.sent_on)}, {way[:1].lower()}{way[1:]}")
    yield Row("What shows it", sending.proof)
    if sending.format_given_on:
        yield Row("Given as asked for", f"{day(sending.format_given_on)}: {sending.format_known}")
    if sending.served_on:
        yield Row("Served", f"{day(sending.served_on)}: {sending.served_known}")


def _by(name: str, when: str) -> str:
    return f"{when} by {name}" if name else when
