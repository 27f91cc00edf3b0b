"""What is wrong with an imported document: where, what and how to mend it, all of it at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.kernel.refusals import Refusal, Refusals
from alongside.plan.transfer.schema import Path

MOST_SHOWN = 1_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, before it is known on which line it stands."""

    path: Path
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class DocumentProblem:
    """One thing that is wrong with a JSON document, at its place in the file."""

    path: str
    line: int
    column: int
    what: str
    mend: str

    @property
    def place(self) -> str:
        return f"Line {self.line}, column {self.column} ({self.path})"

    @property
    def sentence(self) -> str:
        return f"{self.place}: {self.what} {self.mend}".strip()


class DocumentRefused(Refusals):
    """The document cannot be used. ``problems`` holds every one found, in the order of the file."""

    def __init__(self, problems: Sequence[DocumentProblem]) -> None:
        ordered = sorted(problems, key=lambda problem: (problem.line, problem.column))
        self.problems = tuple(ordered[:MOST_SHOWN])
        refusals = [Refusal(problem.sentence) for problem in self.problems]
        if len(ordered) > MOST_SHOWN:
            refusals.append(Refusal(_more(len(ordered) - MOST_SHOWN)))
        super().__init__(refusals)


def path_words(path: Path) -> str:
    """A path as people write it.

    >>> path_words(("areas_for_improvement", 0, "outcomes", 2, "id"))
    'areas_for_improvement[0].outcomes[2].id'
    """
    words = ""
    for step in path:
        words += f"[{step}]" if isinstance(step, int) else f".{step}" if words else step
    return words or "the document"


def _more(count: int) -> str:
    if count == 1:
        return "There is 1 more problem after these."
    return f"There are {count} more problems after these."
