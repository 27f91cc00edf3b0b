"""What a family says on its page, and what officers answer: views, questions, help that is not happening, worries."""

from datetime import date
from functools import partial
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from alongside.access.actors import arrive
from alongside.access.models import Account
from alongside.casework.families.events import Came
from alongside.casework.models import CaseEvent, FamilyMessage, SafetyAlert
from alongside.casework.operations import families
from alongside.casework.operations.families.saying import Heard, NewWords
from alongside.casework.operations.plans import issue_draft, issue_final
from alongside.casework.queries.families import help_for_family
from alongside.casework.queries.family_side import waiting
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.notices.models import Notice
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import make_account
from tests.casework.factories import AT, happen, make_officer
from tests.casework.families import Family, Home, words_of
from tests.casework.family_days import Clock, by_link
from tests.casework.plan_factories import WHOLE, add, begin, go_out, write_whole
from tests.people.factories import make_area, make_organisation

pytestmark = pytest.mark.django_db
GPS = 0x8825


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Clock:
    kept = Clock()
    monkeypatch.setattr(clock, "now", lambda: kept.at)
    monkeypatch.setattr(clock, "today", lambda: kept.at.date())
    return kept


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def family(area: LocalArea, now: Clock) -> Family:
    return Family(area)


@pytest.fixture(params=["account", "link"])
def home(request: pytest.FixtureRequest, family: Family, now: Clock) -> Home:
    """The mother, by each way in."""
    if request.param == "account":
        return Home(family, family.account(family.mother, "Mo Testly"))
    return by_link(family, now)


def with_plan(family: Family) -> None:
    """Drafted and final, on time."""
    happen(family.head, family.case, "request_received", date(2025, 3, 3))
    happen(family.head, family.case, "decided_to_assess", date(2025, 4, 1))
    happen(family.head, family.case, "decided_to_issue", date(2025, 6, 2))
    happen(family.head, family.case, "draft_sent", date(2025, 6, 9))
    happen(family.head, family.case, "draft_served", date(2025, 6, 10))
    happen(family.head, family.case, "final_plan_sent", date(2025, 7, 14))


@pytest.mark.scenario(56)
def test_a_question_starts_a_clock_that_family_officer_and_head_see(
    home: Home, family: Family, now: Clock
) -> None:
    home.send("tell", "question", text="When does speech therapy begin?")
    said = FamilyMessage.objects.in_area(family.area.pk).get()
    assert said.reply_due_on == date(2025, 3, 10)
    assert "Answer due 10 March 2025" in home.get()
    told = Notice.objects.in_area(family.area.pk).get(person_id=family.officer.person_id)
    assert told.sentence == "A family waits for your answer in a case. It is due: 10 March 2025."
    now.to(date(2025, 3, 12))
    if home.by_link:
        home = by_link(family, now)
    assert "Answer late by 2 days" in home.get()
    for reader in (family.officer, family.head):
        late = waiting(reader, today=now.at.date()).filter(reply_due_on__lt=now.at.date())
        assert late.count() == 1
    families.answer_family(
        actor=family.officer, at=now.at, message_ref=said.ref, text="On 1 April, twice a week."
    )
    page = words_of(home.get())
    assert "Answered late by 2 days" in page
    assert "On 1 April, twice a week." in page
    assert waiting(family.head, today=now.at.date()).count() == 0


@pytest.mark.scenario(57)
def test_what_was_said_on_the_phone_is_shown_the_same(
    home: Home, family: Family, now: Clock
) -> None:
    now.to(date(2025, 3, 5))
    if home.by_link:
        home = by_link(family, now)
    families.record_said(
        actor=family.officer,
        at=now.at,
        case_ref=family.case.ref,
        heard=Heard(contact_ref=family.mother.ref, came=Came(date(2025, 3, 3), "phone")),
        new=NewWords(said=Said.QUESTION, text="Who is the psychologist?"),
    )
    page = words_of(home.get())
    assert "Who is the psychologist?" in page
    assert "3 March 2025. Phone." in page
    assert "Answer due 10 March 2025" in page


def test_help_that_is_not_happening_goes_one_step_higher_when_it_is_said_again(
    home: Home, family: Family, now: Clock
) -> None:
    with_plan(family)
    now.to(date(2025, 9, 1))
    if home.by_link:
        home = by_link(family, now)
    home.send(
        "tell",
        "not_happening",
        about="Speech therapy, twice a week",
        section="F",
        text="Not since June.",
    )
    said = FamilyMessage.objects.in_area(family.area.pk).get()
    assert said.reply_due_on == date(2025, 9, 8)
    with pytest.raises(Refusal, match="what was found"):
        families.answer_family(
            actor=family.officer, at=now.at, message_ref=said.ref, text="It begins."
        )
    families.answer_family(
        actor=family.officer,
        at=now.at,
        message_ref=said.ref,
        text="It begins next week.",
        outcome="being_righted",
    )
    assert "It still is not happening" in home.get()
    home.send("follow", said.ref, about="Speech therapy, twice a week", text="Still nothing.")
    again = FamilyMessage.objects.in_area(family.area.pk).get(follows=said)
    assert again.reply_due_on == date(2025, 9, 8)
    assert "It went one step higher" in home.get()
    home.get("follow", said.ref, status=404)


def test_help_is_chosen_from_the_rows_of_the_plan_and_its_paper_stands_on_the_page(
    family: Family, now: Clock
) -> None:
    for kind, day in (
        ("request_received", date(2025, 3, 3)),
        ("decided_to_assess", date(2025, 4, 1)),
        ("decided_to_issue", date(2025, 6, 2)),
    ):
        happen(family.head, family.case, kind, day)
    for kind, day in (
        (VersionKind.DRAFT, date(2025, 6, 9)),
        (VersionKind.FINAL, date(2025, 7, 14)),
    ):
        plan = begin(family.head, family.case, kind, at=now.to(day))
        if kind is VersionKind.DRAFT:
            write_whole(family.head, plan, at=now.at)
        else:
            add(family.head, plan, Section.PLACE, PLACE, at=now.at)
        issue = issue_draft if kind is VersionKind.DRAFT else issue_final
        plan.refresh_from_db()
        issued = issue(
            actor=family.head, at=now.at, version_ref=plan.ref, expected_version=plan.version
        )
        if kind is VersionKind.DRAFT:
            go_out(family.head, issued)
    now.to(date(2025, 9, 1))
    father = family.contact("Pat Otherly", "father", restriction="Must not know the school.")
    other = Home(family, family.account(father, "Pat Otherly"))
    home = Home(family, family.account(family.mother, "Mo Testly"))
    untold = words_of(home.get())
    assert "The council decided on 14 July 2025. You are not told yet" in untold
    assert "Final EHC plan, 14 July" not in untold
    assert "A programme" not in home.get("tell", "not_happening", status=404)
    happen(family.head, family.case, "final_plan_sent", date(2025, 7, 14), at=now.at)
    assert "Final EHC plan, 14 July 2025: its paper is still being made." in words_of(home.get())
    form = words_of(home.get("tell", "not_happening"))
    assert "F: A programme of understanding language, 20 minutes, Three times a week" in form
    assert "A programme" not in other.get("tell", "not_happening")
    assert "Final EHC plan" not in other.get()
    row = help_for_family(_parent(family), case_ref=family.case.ref, at=now.at)[0]
    home.send("tell", "not_happening", row=row.key, about="", text="Not since June.")
    said = FamilyMessage.objects.in_area(family.area.pk).get()
    assert (said.section, said.part_key) == ("F", row.key)
    assert said.about.startswith("A programme of understanding language")


PLACE = next(body for _, section, body in WHOLE if section is Section.PLACE)


def _parent(family: Family) -> Actor:
    account = Account.objects.get(person__name="Mo Testly")
    arrival = arrive(person_id=account.person_id, area_slug=family.area.slug, at=clock.now())
    assert arrival is not None
    return arrival.actor


def test_views_may_be_a_picture_or_a_voice(home: Home, family: Family) -> None:
    voice = SimpleUploadedFile("our-views.mp3", b"ID3" + b"\0" * 400, "audio/mpeg")
    home.send("tell", "views", text="", upload=voice)
    said = FamilyMessage.objects.in_area(family.area.pk).get()
    response = home.client.get(home.address("file", said.ref))
    assert b"".join(response.streaming_content).startswith(b"ID3")
    fake = SimpleUploadedFile("voice.mp3", b"MZ\x90" + b"\0" * 400, "audio/mpeg")
    answered = home.send("tell", "views", text="", upload=fake, status=422)
    assert "is a program" in answered.content.decode()


def test_a_picture_is_kept_without_the_place_where_it_was_taken(home: Home, family: Family) -> None:
    taken, kept = Image.Exif(), BytesIO()
    taken.get_ifd(GPS).update({1: "N", 2: (53.0, 57.0, 28.0)})
    Image.new("RGB", (8, 8), "red").save(kept, "JPEG", exif=taken)
    form = words_of(home.get("tell", "views"))
    assert "We take out where and when it was made and with which device." in form
    home.send("tell", "views", text="", upload=SimpleUploadedFile("us.jpg", kept.getvalue()))
    said = FamilyMessage.objects.in_area(family.area.pk).get()
    given = b"".join(home.client.get(home.address("file", said.ref)).streaming_content)
    with Image.open(BytesIO(given)) as picture:
        assert picture.getpixel((4, 4))[0] > 200
        assert not picture.getexif().get_ifd(GPS)
    with Image.open(BytesIO(kept.getvalue())) as before:
        assert before.getexif().get_ifd(GPS)


def test_what_they_think_of_the_draft_is_recorded_as_the_law_counts_it(
    home: Home, family: Family, now: Clock
) -> None:
    for kind, day in (
        ("request_received", date(2025, 3, 3)),
        ("decided_to_assess", date(2025, 4, 1)),
        ("decided_to_issue", date(2025, 6, 2)),
        ("draft_sent", date(2025, 6, 9)),
        ("draft_served", date(2025, 6, 10)),
    ):
        happen(family.head, family.case, kind, day)
    now.to(date(2025, 6, 16))
    if home.by_link:
        home = by_link(family, now)
    assert "Say what we think of the draft" in home.get()
    home.send("tell", "school", about="Example High School", text="It is near.")
    event = CaseEvent.objects.in_area(family.area.pk).get(kind="representations_received")
    assert event.happened_on == date(2025, 6, 16)
    assert event.recorded_by is None
    assert FamilyMessage.objects.in_area(family.area.pk).get().event == event


def test_a_known_family_asks_for_an_assessment_on_a_phone(home: Home, family: Family) -> None:
    home.send("tell", "assessment", text="School is hard.")
    family.case.refresh_from_db()
    assert family.case.stage == "considering"
    assert "The council is deciding whether to assess." in home.get()
    home.get("tell", "assessment", status=404)


def test_a_child_may_ask_that_parents_are_not_shown_their_words(family: Family, now: Clock) -> None:
    parent = Home(family, family.account(family.mother, "Mo Testly"))
    child = Home(family, family.account(None, "Ada Testly"))
    child.send("tell", "views", text="I like maths.")
    child.send("tell", "views", text="I do not want to live there.", is_private="on")
    assert "I like maths." in parent.get()
    assert "I do not want to live there." not in parent.get()
    assert "I do not want to live there." in child.get()
    with pytest.raises(Refusal, match="Only a child or young person"):
        families.record_said(
            actor=family.officer,
            at=now.at,
            case_ref=family.case.ref,
            heard=Heard(contact_ref=family.mother.ref, came=Came(AT.date(), "phone")),
            new=NewWords(said=Said.VIEWS, text="x", is_private=True),
        )


def test_a_worry_is_raised_to_the_named_post_and_answered_the_same_day(
    family: Family, now: Clock
) -> None:
    with pytest.raises(Refusal, match="No post is named"):
        families.raise_alert(
            actor=family.officer, at=now.at, case_ref=family.case.ref, worry="He is hit at home."
        )
    family.settings()
    made = families.raise_alert(
        actor=family.officer, at=now.at, case_ref=family.case.ref, worry="He is hit at home."
    )
    told = Notice.objects.in_area(family.area.pk).get(person_id=family.head.person_id)
    assert told.sentence == "Somebody is worried about a child’s safety. Please answer today."
    assert made.due_on == AT.date()
    stranger = make_officer(family.area, "Sam Stranger", frozenset({"casework.alerts"}))[0]
    with pytest.raises(Hidden):
        families.answer_alert(actor=stranger, at=now.at, alert_ref=made.ref, answer="Nothing.")
    families.answer_alert(
        actor=family.head, at=now.at, alert_ref=made.ref, answer="A strategy meeting is today."
    )
    kept = SafetyAlert.objects.in_area(family.area.pk).get()
    assert kept.answered_by_id == family.head.person_id
    back = Notice.objects.in_area(family.area.pk).get(person_id=family.officer.person_id)
    assert back.sentence == "Your worry about a child’s safety was answered."


def test_pages_say_when_messages_are_read_and_whom_to_call(home: Home, family: Family) -> None:
    assert "ring 999" in words_of(home.get("tell", "question"))
    family.settings()
    page = words_of(home.get("tell", "question"))
    assert "Messages are read on working days." in page
    assert "01632 960111" in page


def test_what_cannot_be_said_today_is_not_found(home: Home) -> None:
    for said in ("not_happening", "draft", "school", "nonsense"):
        home.get("tell", said, status=404)


def test_officers_see_the_familys_side_and_answer_there(family: Family, now: Clock) -> None:
    account = make_account(family.area, "Cora Clerk", "cora@example.org", "head_of_send")
    mother = Home(family, family.account(family.mother, "Mo Testly"))
    mother.send("tell", "question", text="He hits me. What now?")
    said = FamilyMessage.objects.in_area(family.area.pk).get()
    desk = Client()
    desk.force_login(account)
    side = desk.get(reverse("casework:family_side", args=[family.area.slug, family.case.ref]))
    assert "Answer due 10 March 2025" in side.content.decode()
    page = desk.get(reverse("casework:message", args=[family.area.slug, said.ref]))
    assert "may point to a worry about safety" in page.content.decode()
    sent = desk.post(
        reverse("casework:message", args=[family.area.slug, said.ref]), {"text": "We ring you now."}
    )
    assert sent.status_code == 302
    assert "We ring you now." in mother.get()
    inbox = desk.get(reverse("casework:inbox", args=[family.area.slug]))
    assert "No family waits" in inbox.content.decode()
    link = desk.post(
        reverse("casework:give_link", args=[family.area.slug, family.case.ref]),
        {
            "contact": family.mother.ref,
            "checked_how": "documents",
            "checked_on_day": "3",
            "checked_on_month": "3",
            "checked_on_year": "2025",
        },
    )
    assert "/family/come-in/" in link.content.decode()


def test_an_answer_tells_nobody_where_another_lives_nor_a_restricted_person_the_school(
    family: Family, now: Clock
) -> None:
    family.contact("Fay Testly", "father", address="4 Larch Lane\nSomeplace")
    account = family.account(family.mother, "Mo Testly")
    Home(family, account).send("tell", "question", text="Where is he now?")
    said = FamilyMessage.objects.in_area(family.area.pk).get()
    with pytest.raises(Refusal, match="holds an address"):
        families.answer_family(
            actor=family.officer, at=now.at, message_ref=said.ref, text="At 4 Larch Lane."
        )
    place = make_organisation(family.area, "Example Hill School", "school")
    family.case.child.school = place
    family.case.child.save()
    tell = partial(families.answer_family, actor=family.officer, at=now.at, message_ref=said.ref)
    family.mother.restriction = "She is not told the school."
    family.mother.save()
    with pytest.raises(Refusal, match="names a school or place"):
        tell(text="He is at Example  hill school.")
    with pytest.raises(Refusal, match="names a school or place"):
        tell(text="He is at E H S.")
    _consult(family, "Example Vale Academy")
    with pytest.raises(Refusal, match="names a school or place"):
        tell(text="Next year he goes to Example Vale.")
    tell(text="We cannot say.")


def _consult(family: Family, school: str) -> None:
    """A school where the child may go, and does not go yet."""
    for kind, day in (
        ("request_received", date(2025, 3, 3)),
        ("decided_to_assess", date(2025, 4, 1)),
        ("decided_to_issue", date(2025, 6, 2)),
        ("draft_sent", date(2025, 6, 9)),
    ):
        happen(family.head, family.case, kind, day)
    happen(family.head, family.case, "institution_consulted", date(2025, 6, 10), body=school)
