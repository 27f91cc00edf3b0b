"""Where each impact is shown: its link to a page of evidence of impact, known by its name or its title.

The pages themselves are no part of an action plan. A page that is not here is said and not made up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from alongside.measures.queries.impacts import Wording, pages_of_area
from alongside.plan.models import ImpactStatement, Line
from alongside.plan.transfer.meaning import outcomes_of
from alongside.plan.transfer.names import evidence_name
from alongside.plan.transfer.scale import folded
from alongside.plan.transfer.schema import Document
from alongside.plan.transfer.writing.context import Brought, Writing

Page: TypeAlias = tuple[Wording, ...]
"""All its wordings, the latest last."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of the area. A page goes by the public name of its first wording."""

    pages: tuple[Page, ...]

    def named(self, said: Document) -> Page | None:
        """By its public name; else by the title that it has today, when only one has it."""
        for page in self.pages:
            if any(each.ref == said.get("ref") for each in page):
                return page
        alike = [page for page in self.pages if folded(page[-1].title) == folded(said["evidence"])]
        return alike[0] if len(alike) == 1 else None

    def holding(self, pk: int | None) -> Page | None:
        return next((page for page in self.pages if any(each.pk == pk for each in page)), None)


def write_evidence(
    writing: Writing, brought: Brought, document: Document, lines: Mapping[str, Line]
) -> None:
    """Links that people made or took away since stay; a file that is silent takes back only its own."""
    said = {
        (outcome["id"], each["impact"]): each
        for _, outcome in outcomes_of(document)
        for each in outcome.get("impact_evidence", [])
    }
    if not said and not brought.before("evidence"):
        return
    bringing = _Bringing(writing, brought, _Pages(pages_of_area(writing.area_id)))
    by_line = {line.pk: line for line in lines.values()}
    rows = ImpactStatement.objects.in_area(writing.area_id).filter(line__in=by_line)
    for impact in rows.order_by("line_id", "order"):
        line = by_line[impact.line_id]
        bringing.bring(line, impact, said.get((line.reference, impact.text)))


@dataclass(frozen=True, slots=True)
class _Bringing:
    writing: Writing
    brought: Brought
    pages: _Pages

    def bring(self, line: Line, impact: ImpactStatement, told: Document | None) -> None:
        name = evidence_name(line.reference, impact.text)
        if self.writing.mentioned is not None and name not in self.writing.mentioned:
            return
        if told is None and not self.brought.had(name):
            return
        page = self.pages.named(told) if told else None
        if told is not None and page is None:
            self.writing.notes.append(_not_here(line, told))
        elif self._is_taken(name, line, impact, page):
            impact.told_in_id = page[-1].pk if page else None
            impact.version += 1
            impact.save(update_fields=["told_in", "version"])
            self.writing.touched.add(line.pk)

    def _is_taken(self, name: str, line: Line, impact: ImpactStatement, page: Page | None) -> bool:
        """Unless it is so already, the file said the same before, or people's own link stands."""
        held = self.pages.holding(impact.told_in_id)
        theirs, ours = {"page": _name(page)}, {"page": _name(held)}
        if page is not None:
            self.brought.remember(name, theirs)
        if ours == theirs or self.brought.says_the_same(name, theirs):
            return False
        if held is None or self.brought.is_as_imported(name, ours):
            return True
        where = f"Outcome {line.reference}, evidence of the impact “{impact.text}”"
        self.writing.keep(where, held[-1].title, page[-1].title if page else None)
        return False


def _name(page: Page | None) -> str:
    return page[0].ref if page else ""


def _not_here(line: Line, told: Document) -> str:
    return (
        f"Outcome {line.reference}: no single page of evidence here is called “{told['evidence']}”. "
        "So nothing shows yet where this impact can be seen."
    )
