"""Who leads a line, as far as the printed cell says without doubt; everything else becomes a question.

Certain is: initials that one listed leader has, printed with that leader's own organisation. Nothing is
assigned from a proposal. What people assigned, ended or answered is left alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alongside.people.models import Post
from alongside.people.queries import holdings_of
from alongside.plan.models import (
    ImportQuestion,
    Lead,
    Line,
    PrintedLeader,
    QuestionCandidate,
    SourceDocument,
)
from alongside.plan.rules.codes import LeaderList, QuestionField, QuestionKind, WhichDate
from alongside.plan.rules.initials import (
    Leader,
    Match,
    PrintedLead,
    match_initials,
    read_printed_leads,
)
from alongside.plan.transfer.names import lead_name
from alongside.plan.transfer.printed_cells import unread_words
from alongside.plan.transfer.printed_dates import printed_date
from alongside.plan.transfer.writing.context import Brought, Writing
from alongside.plan.transfer.writing.organisations import Organisations
from alongside.plan.transfer.writing.rows import Printed
from alongside.web.clock import london_day

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody whom initials may mean: the post, and the row of the printed list if there is one."""

    post: Post
    initials: str
    leader: PrintedLeader | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it should stand. Two with the same words are the same question."""

    kind: QuestionKind
    about: QuestionField
    printed: str
    context: str
    organisation: str = ""
    partner: str = ""
    candidates: tuple[Meant, ...] = ()
    proposed: Meant | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return self.kind, self.about, self.printed, self.context, self.organisation


class Leads:
    """Everybody whom printed initials may mean, and what to do about a cell."""

    def __init__(self, writing: Writing, brought: Brought, organisations: Organisations) -> None:
        self._writing = writing
        self._brought = brought
        self._organisations = organisations
        self._meant = {str(key): meant for key, meant in enumerate(_pool(writing))}
        self._leaders = [
            Leader(key, meant.initials, str(meant.post.organisation_id))
            for key, meant in self._meant.items()
        ]

    def write(self, source: SourceDocument, printed: Sequence[Printed]) -> None:
        held = _questions(source)
        for row in printed:
            asked: dict[tuple[str, ...], Asked] = {}
            for each in self._read_cell(row):
                asked.setdefault(each.key, each)
            for each in _unclear_dates(row):
                asked.setdefault(each.key, each)
            self._ask(source, row.line, asked, held.get(row.line.pk, []))

    def _read_cell(self, row: Printed) -> list[Asked]:
        asked = []
        certain: dict[str, tuple[Post, str]] = {}
        for lead in read_printed_leads(row.lead):
            organisation = self._organisations.known(lead.organisation)
            partner = self._organisations.partner_of(organisation) if organisation else ""
            wanted = PrintedLead(lead.initials, str(organisation.pk) if organisation else "")
            match = match_initials(wanted, self._leaders)
            if match.question is None:
                post = self._meant[match.candidates[0].key].post
                certain[post.ref] = (post, partner)
            else:
                asked.append(self._asked_lead(match, lead, row.lead, partner))
        asked += [
            Asked(QuestionKind.UNKNOWN_INITIALS, QuestionField.LEAD, words[:_LONGEST], row.lead)
            for words in unread_words(row.lead)
        ]
        self._assign(row, certain)
        return asked

    def _asked_lead(self, match: Match, lead: PrintedLead, cell: str, partner: str) -> Asked:
        return Asked(
            kind=match.question or QuestionKind.UNKNOWN_INITIALS,
            about=QuestionField.LEAD,
            printed=lead.initials[:_LONGEST],
            context=cell,
            organisation=lead.organisation[:_LONGEST],
            partner=partner,
            candidates=tuple(self._meant[x.key] for x in match.candidates),
            proposed=self._meant[match.proposed.key] if match.proposed else None,
        )

    def _assign(self, row: Printed, certain: Mapping[str, tuple[Post, str]]) -> None:
        names = {lead_name(row.line.reference, ref): each for ref, each in certain.items()}
        for name, (post, partner) in names.items():
            if self._brought.had(name) or self._add(row.line, post, partner):
                self._brought.remember(name, {"post": post.ref})
        if row.lead != row.lead_before:
            self._end_dropped(row.line, set(names))

    def _add(self, line: Line, post: Post, partner: str) -> bool:
        """False when the post leads the line already: people said so before the file did."""
        held = Lead.objects.in_area(line.area_id).filter(line=line, post=post, lead_until=None)
        if held.exists():
            return False
        Lead.objects.create(
            area_id=line.area_id,
            line=line,
            partner=partner,
            post=post,
            assigned_at=self._writing.at,
            assigned_by_id=self._writing.actor.person_id,
        )
        self._writing.touched.add(line.pk)
        return True

    def _end_dropped(self, line: Line, names: set[str]) -> None:
        """Only leads that this source itself had brought."""
        prefix = lead_name(line.reference, "")
        for name in self._brought.before("lead") - names:
            if not name.startswith(prefix):
                continue
            held = Lead.objects.in_area(line.area_id).filter(
                line=line, post__ref=name.removeprefix(prefix), lead_until=None
            )
            held.update(
                lead_until=london_day(self._writing.at),
                ended_at=self._writing.at,
                ended_by_id=self._writing.actor.person_id,
            )
            self._writing.touched.add(line.pk)

    def _ask(
        self,
        source: SourceDocument,
        line: Line,
        asked: Mapping[tuple[str, ...], Asked],
        held: Sequence[ImportQuestion],
    ) -> None:
        """Questions that no longer arise go, unless they were answered; those that stand are left as they are."""
        standing = {_key(question): question for question in held}
        for key, question in standing.items():
            if key not in asked and question.answered_at is None:
                question.candidates.all().delete()
                question.delete()
        for key, each in asked.items():
            if key not in standing:
                self._ask_one(source, line, each)

    def _ask_one(self, source: SourceDocument, line: Line, asked: Asked) -> None:
        question = ImportQuestion.objects.create(
            area_id=line.area_id,
            statement_id=line.statement_id,
            source=source,
            line=line,
            kind=asked.kind.value,
            about=asked.about.value,
            printed=asked.printed,
            context=asked.context,
            organisation=asked.organisation,
            partner=asked.partner,
            asked_at=self._writing.at,
        )
        QuestionCandidate.objects.bulk_create(
            QuestionCandidate(
                area_id=line.area_id,
                question=question,
                order=order,
                leader=meant.leader,
                post=meant.post,
                proposed=meant is asked.proposed,
            )
            for order, meant in enumerate(asked.candidates, start=1)
        )


def _pool(writing: Writing) -> list[Meant]:
    """The document's own lists; where it has none, everybody who holds a post here under some initials."""
    leaders = (
        PrintedLeader.objects.in_area(writing.area_id)
        .filter(statement=writing.statement, post__isnull=False)
        .exclude(listed_in=LeaderList.SIGNATORY.value)
        .select_related("post__organisation")
        .order_by("-listed_in", "order")
    )
    found = [Meant(x.post, x.initials, x) for x in leaders if x.post is not None]
    if found:
        return found
    today = london_day(writing.at)
    holdings = holdings_of(writing.actor).exclude(initials="")
    return [Meant(held.post, held.initials) for held in holdings if held.is_held(today)]


def _questions(source: SourceDocument) -> dict[int, list[ImportQuestion]]:
    found: dict[int, list[ImportQuestion]] = defaultdict(list)
    questions = ImportQuestion.objects.in_area(source.area_id).filter(source=source)
    for question in questions.exclude(line=None):
        found[question.line_id].append(question)
    return found


def _key(question: ImportQuestion) -> tuple[str, ...]:
    return (
        question.kind,
        question.about,
        question.printed,
        question.context,
        question.organisation,
    )


def _unclear_dates(row: Printed) -> Iterator[Asked]:
    for which in WhichDate:
        found = printed_date(row.values, which.value)
        if found.unclear:
            yield Asked(
                QuestionKind.UNCLEAR_DATE,
                QuestionField(which),
                found.unclear[:_LONGEST],
                found.note,
            )
