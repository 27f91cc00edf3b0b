"""Everything held: the record over time, letters, EHC plans and panels, and what a restricted parent gets."""

import json
from typing import Any

import pytest

from alongside.casework import perms
from alongside.casework.models import FamilyMessage, Letter, SchoolSending
from alongside.casework.operations import child_record, panels
from alongside.casework.operations.panels import NewSeat
from alongside.casework.queries.family_everything import everything_held
from alongside.casework.rules.bodies import NOTE
from alongside.casework.rules.child_record import NewAddress, NewName
from alongside.casework.rules.family_release import Item
from alongside.documents.content import Document, Paragraph, to_json
from alongside.people.models import LocalArea
from tests.casework.factories import AT, HEAD, happen, make_officer
from tests.casework.families import Family
from tests.casework.plan_factories import begin, write_whole
from tests.people.factories import make_area, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.scenario(53)]


@pytest.fixture
def family() -> Family:
    area: LocalArea = make_area()
    made = Family(area)
    for what in (
        NewName(name="Adelheid Testly"),
        NewAddress(address="1 Own Street", postcode="YO1 1AA", began_on=AT.date()),
    ):
        child_record.add_to_record(actor=made.officer, at=AT, case_ref=made.case.ref, new=what)
    return made


def held(family: Family, who: Any) -> dict[str, Item]:
    """By its first word and title, as whoever asks would be handed it."""
    message = FamilyMessage(
        area_id=family.area.pk, case=family.case, contact=who, said="everything"
    )
    return {f"{each.heading}: {each.title}": each for each in everything_held(message)}


def a_letter(family: Family, contact: Any, words: str, audience: str = "family") -> Letter:
    event = happen(family.officer, family.case, NOTE, AT.date(), note="Something.")
    paper = Document(
        title="About an assessment", author="York", dated=AT.date(), blocks=(Paragraph(text=words),)
    )
    return Letter.objects.create(
        area_id=family.area.pk, case=family.case, event=event, rests_on=event, template="t",
        template_version=1, audience=audience, contact=contact, state="drafted",
        recipient_key=f"contact:{contact.ref}" if contact else "setting", dated_on=AT.date(),
        title=paper.title, content=json.dumps(to_json(paper)), content_sha256="0" * 64, made_at=AT,
        made_by_id=family.officer.person_id,
    )  # fmt: skip


def test_the_record_letters_plans_and_panels_are_in_it(family: Family) -> None:
    father = family.contact("Fred Testly", "father")
    a_letter(family, family.mother, "To the mother.")
    a_letter(family, father, "To the father.")
    a_letter(family, None, "To the school.", audience="setting")
    happen(family.officer, family.case, "request_received")
    happen(family.head, family.case, "decided_to_assess")
    happen(family.head, family.case, "decided_to_issue")
    write_whole(family.officer, begin(family.officer, family.case))
    items = held(family, family.mother)
    of_others = {title for title, item in items.items() if item.is_of_others}
    day = "3 March 2025"
    assert (
        items["What we keep of the child or young person over time: Another name"].lines[0]
        == "Adelheid Testly"
    )
    assert (
        "1 Own Street"
        in items["What we keep of the child or young person over time: An address"].lines
    )
    assert "To the mother." in items[f"Letters: A letter to you, dated {day}"].lines
    assert "To the school." in items[f"Letters: A letter about the child, dated {day}"].lines
    assert f"Letters: A letter to somebody else, dated {day}" in of_others
    plan = items["EHC plans: Draft EHC plan, number 1, being written"]
    assert "I like trains." in " ".join(plan.lines)
    assert "How often: Three times a week" in plan.lines
    assert not any(item.is_closed for item in items.values())


def test_what_a_panel_advised_is_in_it(family: Family) -> None:
    happen(family.officer, family.case, "request_received")
    head, _ = make_officer(family.area, "Pia Panel", HEAD | {perms.PANELS, perms.SIT})
    panel = panels.set_up_panel(actor=head, at=AT, name="The panel", kind="assessments")
    seat = NewSeat(post_ref=family.post.ref, side="education")
    panels.give_seat(actor=head, at=AT, panel_ref=panel.ref, new=seat)
    meeting = panels.plan_panel(actor=head, at=AT, panel_ref=panel.ref, meets_on=AT.date())
    panels.draw_agenda(actor=head, at=AT, meeting_ref=meeting.ref, case_refs=[family.case.ref])
    items = held(family, family.mother)
    found = next(item for title, item in items.items() if title.startswith("What panels advised"))
    assert found.title.endswith("Whether to assess")
    assert found.lines == ("The panel",)


def test_whoever_must_not_know_the_place_gets_nothing_that_tells_it(family: Family) -> None:
    father = family.contact("Fred Testly", "father", restriction="Must not know where they live.")
    a_letter(family, father, "To the father.")
    a_letter(family, family.mother, "To the mother, 1 Own Street.")
    a_letter(family, None, "To the school in Hidden Lane.", audience="setting")
    happen(family.officer, family.case, "request_received")
    happen(family.head, family.case, "decided_to_assess")
    happen(family.head, family.case, "decided_to_issue")
    write_whole(family.officer, begin(family.officer, family.case))
    items = held(family, father)
    told = [line for item in items.values() if not item.is_closed for line in item.lines]
    assert "To the father." in told
    assert not {"1 Own Street", "Hidden Lane", "trains"} & set(" ".join(told).split())
    assert not any(word in " ".join(told) for word in ("Own Street", "Hidden Lane", "trains"))


def test_what_a_school_sent_is_in_it_and_kept_from_whoever_must_not_know_where(
    family: Family,
) -> None:
    event = happen(family.officer, family.case, NOTE, AT.date(), note="Something.")
    SchoolSending.objects.create(
        area_id=family.area.pk,
        case=family.case,
        school=make_organisation(family.area, "Hidden Lane School", "school"),
        sent="report",
        text="It went well.",
        event=event,
        sent_at=AT,
    )
    title = "What schools sent: 3 March 2025: the report of the review meeting"
    assert held(family, family.mother)[title].lines == ("Hidden Lane School", "It went well.")
    assert not held(family, family.mother)[title].is_closed
    father = family.contact("Pat Otherly", "father", restriction="He must not learn where.")
    assert held(family, father)[title].is_closed
