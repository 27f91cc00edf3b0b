"""A panel for the tests' world, with a meeting today: whoever may sit on panels sits on it."""

from datetime import datetime, timedelta

from alongside.access.roles import ROLES
from alongside.casework import perms
from alongside.casework.models import (
    Case,
    CaseExport,
    ChildName,
    Panel,
    PanelItem,
    PanelMeeting,
    PanelSeat,
)
from alongside.casework.operations import child_record, exporting, panels
from alongside.casework.operations.panels import NewSeat
from alongside.casework.rules.child_record import NewName
from alongside.casework.rules.exporting import ExportOrder, Part, Purpose
from alongside.people.models import Post
from alongside.people.operations import appoint, create_post
from tests.filling import Fill, Filled, also, ref
from tests.people.factories import operator
from tests.world import Side

NAME = "Panel for the tests"
ON_IT = {"meeting__panel__name": NAME}
SIDES = {
    "designated_clinical_officer": "health",
    "designated_social_care_officer": "social_care",
    "virtual_school_head": "education",
}


def furnish(side: Side, at: datetime, *, first: Case, waiting: Case) -> None:
    """``waiting`` stands on the agenda; a name is in the record of ``first``."""
    head = side.actor("head_of_send")
    panel = panels.set_up_panel(actor=head, at=at, name=NAME, kind="assessments")
    for role in (each.code for each in ROLES if perms.SIT in each.permissions):
        if role in side.accounts:
            new = NewSeat(post_ref=_post_of(side, at, role).ref, side=SIDES[role])
            panels.give_seat(actor=head, at=at - timedelta(days=1), panel_ref=panel.ref, new=new)
    council = NewSeat(post_ref=side.first(Post).ref, side="education")
    panels.give_seat(actor=head, at=at - timedelta(days=1), panel_ref=panel.ref, new=council)
    meeting = panels.plan_panel(actor=head, at=at, panel_ref=panel.ref, meets_on=at.date())
    panels.draw_agenda(actor=head, at=at, meeting_ref=meeting.ref, case_refs=[waiting.ref])
    order = ExportOrder(purpose=Purpose.TRIBUNAL, parts=(Part.HAPPENED, Part.DUTIES))
    exporting.export_case(actor=head, at=at, case_ref=first.ref, order=order)
    child_record.add_to_record(
        actor=head, at=at, case_ref=first.ref, new=NewName(name="Adelheid Testly")
    )


def _post_of(side: Side, at: datetime, role: str) -> Post:
    desk, person = operator(side.area), side.accounts[role].person
    post = create_post(
        actor=desk,
        at=at,
        organisation=side.first(Post).organisation,
        title=f"On the panel for the tests: {role.replace('_', ' ')}",
    )
    since = at.date() - timedelta(days=900)
    appoint(actor=desk, at=at, post=post, person=person, held_from=since)
    return post


_CASE = ref(Case)
_PANEL = ref(Panel, name=NAME)
_MEETING = ref(PanelMeeting, panel__name=NAME)
_ITEM = ref(PanelItem, **ON_IT)


def _two(side: Side) -> Filled:
    """A case that is kept and one that would go."""
    ordered = Case.objects.in_area(side.area.pk).order_by("pk")
    return {"ref": ordered[0].ref, "other": ordered[1].ref}


ADDRESSES: dict[str, Fill] = {
    "casework:duplicates": lambda side: {},
    "casework:two_cases": lambda side: {},
    "casework:bulk": lambda side: {},
    "casework:change_cases": lambda side: {},
    "casework:export_case": _CASE,
    "casework:make_export": _CASE,
    "casework:export": ref(CaseExport),
    "casework:export_file": also(ref(CaseExport), kind="xlsx"),
    "casework:merge": _two,
    "casework:different": _two,
    "casework:panels": lambda side: {},
    "casework:set_up_panel": lambda side: {},
    "casework:panel": _PANEL,
    "casework:add_seat": _PANEL,
    "casework:plan_panel_meeting": _PANEL,
    "casework:end_seat": ref(PanelSeat, panel__name=NAME),
    "casework:panel_meeting": _MEETING,
    "casework:draw_agenda": _MEETING,
    "casework:who_came": _MEETING,
    "casework:cancel_panel_meeting": _MEETING,
    "casework:panel_papers": _ITEM,
    "casework:advise": _ITEM,
    "casework:take_off_agenda": _ITEM,
    "casework:child_record": _CASE,
    "casework:add_to_record": also(_CASE, sort="address"),
    "casework:end_in_record": also(ref(ChildName), sort="name"),
}
