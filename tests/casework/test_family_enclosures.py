"""What goes with a letter: named in it, kept as it was, and never what a restricted parent must not learn."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from docx import Document as Word
from PIL import Image

from alongside.access.models import Account
from alongside.casework.families.door import link_actor
from alongside.casework.models import Contact, Letter, LetterEnclosure, PlanVersion
from alongside.casework.operations import letter_enclosing, letter_sending, letters
from alongside.casework.operations.families.settling import NewSettings, change_family_settings
from alongside.casework.operations.letter_details import Details, change_letter_details
from alongside.casework.operations.letter_enclosing import NewEnclosure
from alongside.casework.operations.letter_sending import NewSending
from alongside.casework.queries.families import family_page, file_for_family
from alongside.casework.rules.enclosing import MOST, Enclosed, check_may_go_with
from alongside.casework.rules.letters import Parties, Someone
from alongside.casework.rules.revealing import Reader
from alongside.files.models import StoredFile
from alongside.files.operations import keep_file
from alongside.files.reading import words_in
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerDetail
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import make_account
from tests.casework.factories import AT, TODAY, happen
from tests.casework.families import Family, words_of
from tests.casework.letter_paths import OWN
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
SECRET = "9 Hidden Lane, York"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def family() -> Family:
    """Two parents, of whom the father must not learn where the mother lives; both have a letter."""
    area: LocalArea = make_area()
    made = Family(area)
    names = [each for each in OWN if each not in ("support_contact", "complaints_contact")]
    details = Details(**{name: OWN[name] for name in names})
    change_letter_details(actor=made.head, at=AT, expected_version=1, details=details)
    change_family_settings(
        actor=made.head,
        at=AT,
        expected_version=1,
        new=NewSettings(
            question_days=5,
            not_happening_days=5,
            messages_read="On working days.",
            call_now="999",
            advice_service=OWN["support_contact"],
            complaints=OWN["complaints_contact"],
            worry_post_ref=made.head_post.ref,
        ),
    )
    Contact.objects.in_area(area.pk).filter(pk=made.mother.pk).update(address=SECRET)
    made.contact("Fred Testly", "father", restriction="He must not learn where they live.")
    happen(made.officer, made.case, "request_received")
    return made


def written(family: Family, name: str) -> Letter:
    letters.write_letters(actor=family.head, at=AT, case_ref=family.case.ref)
    found: Letter = family.case.letters.filter(recipient_name=name).earliest("pk")
    return found


def current(letter: Letter) -> dict[str, Any]:
    letter.refresh_from_db()
    return {"letter_ref": letter.ref, "expected_version": letter.version}


def enclose(family: Family, letter: Letter, upload: Any, **said: Any) -> LetterEnclosure:
    new = NewEnclosure(kind=said.pop("kind", "form"), title=said.pop("title", "Your answer"), upload=upload)  # fmt: skip
    return letter_enclosing.enclose(actor=family.head, at=AT, new=new, **current(letter))


def send(family: Family, letter: Letter) -> None:
    letters.check_letter(actor=family.head, at=AT, **current(letter))
    sending = NewSending(way="post", sent_on=TODAY)
    letter_sending.send_letter(actor=family.head, at=AT, sending=sending, **current(letter))


def text(words: str = "Tick what fits.", name: str = "answer.txt") -> Any:
    return ContentFile(words.encode(), name=name)


def word(*lines: str, picture: bool = False) -> Any:
    paper, kept = Word(), io.BytesIO()
    for line in lines:
        paragraph = paper.add_paragraph()
        for piece in (line[: len(line) // 2], line[len(line) // 2 :]):
            paragraph.add_run(piece)
    if picture:
        drawn = io.BytesIO()
        Image.new("RGB", (4, 4)).save(drawn, "PNG")
        paper.add_picture(drawn)
    paper.save(kept)
    return ContentFile(kept.getvalue(), name="answer.docx")


PDF = ContentFile(b"%PDF-1.7\n%%EOF\n", name="answer.pdf")


def reader(restriction: str) -> Reader:
    return Reader(ref="f", name="Fred Testly", restriction=restriction)


PARTIES = Parties(
    child="Ada Testly",
    known_as="",
    born_on=date(2014, 5, 1),
    contacts=(Someone(ref="m", name="Mo Testly", has_responsibility=True, address=SECRET),),
    setting="Example Primary",
    places=("The Clinic at Example House",),
)


@pytest.mark.parametrize(
    ("kind", "words", "restriction", "refused"),
    [
        ("plan", "", "", ""),
        ("form", None, "", ""),
        ("form", SECRET, "", ""),
        ("form", "Tick what fits.", "He must not.", ""),
        ("plan", "Tick what fits.", "He must not.", "names the school and where the child lives"),
        ("advice", None, "He must not.", "cannot be read through here"),
        ("form", f"Write to {SECRET}.", "He must not.", "holds an address"),
        ("schools", "Example  PRIMARY", "He must not.", "names a school or place"),
        (
            "advice",
            "Seen at The Clinic at Example House.",
            "He must not.",
            "names a school or place",
        ),
    ],
)
def test_what_may_go_with_a_letter(
    kind: str, words: str | None, restriction: str, refused: str
) -> None:
    one = Enclosed("A form", kind, words)
    if not refused:
        check_may_go_with(one, reader(restriction), PARTIES)
        return
    with pytest.raises(Refusal, match=refused):
        check_may_go_with(one, reader(restriction), PARTIES)


def test_the_letter_names_what_is_enclosed_and_is_checked_again(family: Family) -> None:
    letter = written(family, "Mo Testly")
    letters.check_letter(actor=family.head, at=AT, **current(letter))
    made = enclose(family, letter, PDF)
    letter.refresh_from_db()
    assert letter.state == "drafted"
    assert '"Enclosed:"' in letter.content
    assert "Your answer" in letter.content
    send(family, letter)
    assert StoredFile.objects.in_area(family.area.pk).get(pk=made.file_id).sha256 in " ".join(
        LedgerDetail.objects.values_list("content", flat=True)
    )
    with pytest.raises(Refusal, match="does not change any more"):
        enclose(family, letter, text(), title="Another")
    with pytest.raises(Refusal, match="does not change any more"):
        take_out(family, made, letter)


def take_out(family: Family, made: LetterEnclosure, letter: Letter) -> None:
    version = current(letter)["expected_version"]
    letter_enclosing.take_out_enclosure(
        actor=family.head, at=AT, enclosure_ref=made.ref, expected_version=version
    )


def test_taken_out_it_is_named_no_more(family: Family) -> None:
    letter = written(family, "Mo Testly")
    before = letter.content
    made = enclose(family, letter, text())
    take_out(family, made, letter)
    letter.refresh_from_db()
    assert letter.content == before


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"upload": None}, "upload"),
        ({"upload": ContentFile(b"MZ", name="x.pdf")}, "upload"),
        ({"kind": "plan"}, "plan"),
    ],
)
def test_what_is_missing_is_said(family: Family, said: dict[str, Any], field: str) -> None:
    letter = written(family, "Mo Testly")
    with pytest.raises(Refusal) as refused:
        enclose(family, letter, said.pop("upload", text()), **said)
    assert refused.value.field == field


def test_a_letter_names_an_enclosure_once_and_carries_only_so_many(family: Family) -> None:
    letter = written(family, "Mo Testly")
    enclose(family, letter, text())
    with pytest.raises(Refusal, match="names this enclosure already"):
        enclose(family, letter, text())
    for number in range(MOST - 1):
        enclose(family, letter, text(f"{number}"), title=f"Paper {number}")
    with pytest.raises(Refusal, match="12 enclosures at most"):
        enclose(family, letter, text(), title="One more")


def test_an_issued_plan_goes_to_a_parent_and_never_to_a_restricted_one(family: Family) -> None:
    paper = keep_file(actor=family.head, upload=PDF, at=AT)
    plan = PlanVersion.objects.create(
        area_id=family.area.pk, case=family.case, number=1, kind="draft", template="standard",
        content="{}", state="issued", issued_on=TODAY, issued_at=AT,
        issued_by_id=family.head.person_id, begun_at=AT, begun_by_id=family.head.person_id,
        file=paper, word_file=paper, page_count=1, event=family.case.events.get(),
    )  # fmt: skip
    new = NewEnclosure(kind="plan", plan_ref=plan.ref)
    made = letter_enclosing.enclose(
        actor=family.head, at=AT, new=new, **current(written(family, "Mo Testly"))
    )
    assert made.title == "Draft EHC plan, 3 March 2025"
    assert made.file == paper
    with pytest.raises(Refusal, match="names the school"):
        letter_enclosing.enclose(
            actor=family.head, at=AT, new=new, **current(written(family, "Fred Testly"))
        )


@pytest.mark.parametrize(
    ("upload", "refused"),
    [
        (text(f"Send it to {SECRET}."), "holds an address"),
        (word(f"Send it to {SECRET}."), "holds an address"),
        (PDF, "cannot be read through"),
        (word("Tick what fits.", picture=True), "cannot be read through"),
    ],
)
def test_a_restricted_parent_gets_nothing_that_they_must_not_know(
    family: Family, upload: Any, refused: str
) -> None:
    letter = written(family, "Fred Testly")
    before = letter.content
    with pytest.raises(Refusal, match=refused):
        enclose(family, letter, upload)
    letter.refresh_from_db()
    assert letter.content == before
    assert not LetterEnclosure.objects.in_area(family.area.pk).exists()


def test_a_restricted_parent_gets_a_form_that_was_read_through(family: Family) -> None:
    letter = written(family, "Fred Testly")
    made = enclose(family, letter, word("Tick what fits."))
    assert made.is_read_through
    send(family, letter)


def test_a_newer_restriction_stops_an_older_enclosure(family: Family) -> None:
    letter = written(family, "Mo Testly")
    enclose(family, letter, PDF)
    letters.check_letter(actor=family.head, at=AT, **current(letter))
    Contact.objects.in_area(family.area.pk).filter(name="Mo Testly").update(restriction="Not told.")
    sending = NewSending(way="post", sent_on=TODAY)
    with pytest.raises(Refusal, match="cannot be read through"):
        letter_sending.send_letter(actor=family.head, at=AT, sending=sending, **current(letter))


def test_the_familys_page_gives_what_was_enclosed_to_whom_it_went(family: Family) -> None:
    mother, _ = family.link(family.mother)
    father, _ = family.link(Contact.objects.in_area(family.area.pk).get(name="Fred Testly"))
    letter = written(family, "Mo Testly")
    made = enclose(family, letter, PDF)
    assert "Enclosed: Your answer" not in _papers(family, mother)
    send(family, letter)
    assert "Enclosed: Your answer" in _papers(family, mother)
    assert "Enclosed: Your answer" not in _papers(family, father)
    given = {"case_ref": family.case.ref, "what": made.ref, "at": AT}
    assert file_for_family(link_actor(mother), **given) == made.file
    with pytest.raises(Hidden):
        file_for_family(link_actor(father), **given)
    Contact.objects.in_area(family.area.pk).filter(pk=family.mother.pk).update(restriction="New.")
    assert "Enclosed: Your answer" not in _papers(family, mother)
    with pytest.raises(Hidden):
        file_for_family(link_actor(mother), **given)


def _papers(family: Family, access: Any) -> list[str]:
    page = family_page(link_actor(access), case_ref=family.case.ref, at=AT)
    return [each.title for each in page.papers]


def test_the_words_of_a_document_are_read_whole(family: Family) -> None:
    for upload, words in (
        (text("Ænd"), "Ænd"),
        (word("One line", "Another line"), "One line\nAnother line"),
        (PDF, None),
    ):
        stored = keep_file(actor=family.head, upload=upload, at=AT)
        found = words_in(stored)
        assert found is None if words is None else words in str(found)


def test_the_officers_pages(family: Family) -> None:
    account: Account = make_account(
        family.area, "Hetty Reads", "hetty@home.example", "head_of_send"
    )
    desk = Client()
    desk.force_login(account)
    letter = written(family, "Fred Testly")
    at = reverse("casework:enclose", args=[family.area.slug, letter.ref])
    assert "read through for names and addresses" in desk.get(at).content.decode()
    typed = {"kind": "form", "title": "Your answer", "expected_version": letter.version}
    refused = desk.post(at, {**typed, "upload": text(SECRET)})
    assert refused.status_code == 422
    assert desk.post(at, {**typed, "upload": text()}).status_code == 302
    shown = reverse("casework:letter", args=[family.area.slug, letter.ref])
    page = desk.get(shown).content.decode()
    assert "Your answer" in words_of(page)
    made = LetterEnclosure.objects.in_area(family.area.pk).get()
    given = desk.get(reverse("casework:enclosure_file", args=[family.area.slug, made.ref]))
    assert b"".join(given.streaming_content) == b"Tick what fits."  # type: ignore[attr-defined]
    letter.refresh_from_db()
    out = reverse("casework:take_out_enclosure", args=[family.area.slug, made.ref])
    assert "Your answer" in desk.get(out).content.decode()
    assert desk.post(out, {"expected_version": letter.version}).status_code == 302
    assert "Your answer" not in words_of(desk.get(shown).content.decode())


def test_a_title_that_the_letter_must_not_say_is_refused_at_its_box(family: Family) -> None:
    letter = written(family, "Fred Testly")
    with pytest.raises(Refusal, match="holds an address") as refused:
        enclose(family, letter, text(), title=f"A form for {SECRET}")
    assert refused.value.field == "title"
    made = enclose(family, letter, text(name=f"{SECRET}.txt"), title="A form")
    assert made.file.name == "A form.txt"
