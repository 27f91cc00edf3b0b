"""How advice was used, for the tests' world: a draft with rows that rest on advice, an objection, and evidence
that the family gave and shared.
"""

from datetime import datetime

from django.core.files.base import ContentFile

from alongside.advice.models import AdviceRow, AdviceSubmission, FamilyReport, RowUse, UseAnswer
from alongside.advice.operations import family_reports, using
from alongside.advice.operations.family_reports import NewReport, NewSharing
from alongside.casework.models import Case, PlanPart
from alongside.casework.operations.families.access import YOUNG_PERSON
from alongside.casework.operations.plan_parts import Asked, add_part
from alongside.casework.operations.plans import begin_version
from alongside.casework.perms import OWN_RIGHTS
from alongside.casework.queries.draft_rows import case_draft
from alongside.casework.rules.plans.codes import AskedBy, Section, VersionKind
from alongside.casework.rules.plans.parts import Need, PartBody, Provision
from tests.casework.known_families import family_case
from tests.filling import Fill, Filled, nothing, ref
from tests.world import Side

OBJECTION = "It should be twice a day."
EVIDENCE = "What the family had written"
NEED = Need(area="communication", need="He loses the meaning of what he reads.")
OWN_EVIDENCE = "What the young person gave"
CARE = Provision(what="Speech therapy", who="A therapist", how_much="45 minutes")
HELP = Provision(what="Reading aloud with an adult", who="A teaching assistant")


def furnish(side: Side, at: datetime, case: Case, given: AdviceSubmission) -> None:
    """The need rests on what was marked, the help on the whole: its author objects to that."""
    head = side.actor("head_of_send")
    plan = begin_version(actor=head, at=at, case_ref=case.ref, kind=VersionKind.DRAFT)
    row = AdviceRow.objects.in_area(side.area.pk).get(submission=given)
    _name(side, at, case, _part(side, at, plan.ref, Section.B, NEED), f"row:{row.ref}")
    use = _name(side, at, case, _part(side, at, plan.ref, Section.F, HELP), f"advice:{given.ref}")
    _part(side, at, plan.ref, Section.G, CARE)
    _object(side, at, case, use)
    _evidence(side, at, case)
    _own_evidence(side, at)


def crowd(side: Side, at: datetime, more: str) -> None:
    """More rows in the same draft, and more that the family gave."""
    use = side.first(UseAnswer, words=OBJECTION).use
    for number in range(6):
        need = Need(area="learning", need=f"Another need {more}{number}")
        part = _part(side, at, use.plan.ref, Section.B, need)
        _name(side, at, use.case, part, f"advice:{use.submission.ref}")
        _evidence(side, at, use.case, f"Another report {more}{number}")


def _part(side: Side, at: datetime, version: str, section: Section, body: PartBody) -> PlanPart:
    return add_part(
        actor=side.actor("head_of_send"),
        at=at,
        version_ref=version,
        section=section,
        body=body,
        asked=Asked(by=AskedBy.OFFICER),
    )


def _name(side: Side, at: datetime, case: Case, part: PlanPart, source: str) -> RowUse:
    return using.name_source(
        actor=side.actor("head_of_send"), at=at, case_ref=case.ref, key=part.key, source=source
    )


def _object(side: Side, at: datetime, case: Case, use: RowUse) -> None:
    """Where nobody answers requests, there is nobody who could say it."""
    head = side.actor("head_of_send")
    draft = case_draft(head, case_ref=case.ref, today=at.date()).shown
    assert draft is not None
    row = draft.row(use.key)
    assert row is not None
    UseAnswer.objects.create(
        area=side.area,
        use=use,
        plan_id=draft.pk,
        answer="objects",
        words=OBJECTION,
        about=row.digest,
        said=row.text,
        answered_on=at.date(),
        answered_at=at,
    )


def _evidence(side: Side, at: datetime, case: Case, title: str = EVIDENCE) -> None:
    head = side.actor("head_of_send")
    new = NewReport(
        title=title,
        given_by="His mother",
        received_on=at.date(),
        source="email",
        upload=ContentFile(f"{title}.\n".encode(), "evidence.txt"),
        bought="late",
        bought_words="The advice of health was late.",
    )
    made = family_reports.record_report(actor=head, at=at, case_ref=case.ref, new=new)
    sharing = NewSharing(agreed=True, on=at.date(), how="His mother, by e-mail.")
    family_reports.share_report(actor=head, at=at, report_ref=made.ref, new=sharing)
    family_reports.consider_report(
        actor=head, at=at, report_ref=made.ref, outcome="used", words="A row of help rests on it."
    )


def _own_evidence(side: Side, at: datetime) -> None:
    new = NewReport(
        title=OWN_EVIDENCE,
        given_by="The young person",
        received_on=at.date(),
        source="post",
        upload=ContentFile(b"My own report.\n", "own.txt"),
        contact_ref=YOUNG_PERSON,
    )
    head = side.actor("head_of_send")
    family_reports.record_report(actor=head, at=at, case_ref=family_case(side)["ref"], new=new)


def _own_report(side: Side) -> Filled:
    found = side.first(FamilyReport, title=OWN_EVIDENCE)
    return {"ref": found.case.ref, "report": found.ref}


def _case(side: Side) -> Filled:
    return {"ref": side.first(FamilyReport, title=EVIDENCE).case.ref}


def _row(side: Side) -> Filled:
    use = side.first(UseAnswer, words=OBJECTION).use
    return {"ref": use.case.ref, "key": use.key}


def _request(side: Side) -> Filled:
    return {"ref": side.first(UseAnswer, words=OBJECTION).use.submission.request.ref}


_OBJECTED: Fill = ref(RowUse, answers__words=OBJECTION)
_REPORT: Fill = ref(FamilyReport, title=EVIDENCE)
ADDRESSES: dict[str, Fill] = {
    "advice:uses": _case,
    "advice:name_source": _row,
    "advice:take_back": ref(RowUse, row__words="He reads words and loses their meaning."),
    "advice:answer_use": _OBJECTED,
    "advice:settle": ref(UseAnswer, words=OBJECTION),
    "advice:used": _request,
    "advice:shared_reports": _request,
    "advice:reports": _case,
    "advice:add_report": _case,
    "advice:consider_report": _REPORT,
    "advice:share_report": _REPORT,
    "advice:report_file": _REPORT,
    "advice:health_agreements": nothing,
    "advice:health_agreement": _case,
    "advice:agree_section_g": _case,
    "advice:refuse_section_g": _case,
    "advice:family_evidence": family_case,
    "advice:family_give": family_case,
    "advice:family_report": _own_report,
    "advice:family_sharing": _own_report,
}
NARROWER = {"advice:family_report": OWN_RIGHTS, "advice:family_sharing": OWN_RIGHTS}
OPEN = {
    "family_evidence:evidence",
    "family_evidence:give",
    "family_evidence:help",
    "family_evidence:report",
    "family_evidence:sharing",
}
"""Each checks for itself whose visit it is."""
