"""The bench's work, once the settings stand: load the data, time imports, serve, measure."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import django

django.setup()

from django.db import connections  # noqa: E402
from django.urls import reverse  # noqa: E402

from alongside.config.installation import prepare  # noqa: E402
from alongside.config.operator import operator_anywhere, operator_in  # noqa: E402
from alongside.measures.operations.published import import_release  # noqa: E402
from alongside.people.models import LocalArea  # noqa: E402
from alongside.people.operations.persons import register_person  # noqa: E402
from alongside.plan.models import Line, Statement  # noqa: E402
from alongside.plan.transfer import import_action_plan  # noqa: E402
from alongside.web import clock  # noqa: E402
from bench import board_data, casework_data, data, measures_data, rebuilding, server, wrk  # noqa: E402
from bench.taken import Taken  # noqa: E402

RELEASE = (
    Path(__file__).parents[2] / "shared/data/sen2_2025_release/published_2025_release_full.zip"
)
FAMILY = "the family's page"
LIMIT_RELEASE = 10.0
LIMIT_JUDGED = 60.0
FIRST = 2
"""Seconds for which each page is asked before anything counts: its slowest first reading has to end in them."""
CONTENT = Path(__file__).parents[1] / "src/alongside/demonstration/content/statement.json"


@dataclass(frozen=True, slots=True)
class Found:
    """Bursts by page, the largest web process in MB, and what else was measured."""

    bursts: dict[str, list[wrk.Burst]]
    memory: float
    import_seconds: float
    others: tuple[Taken, ...]


def run(home: Path, *, rounds: int, seconds: int, readers: int) -> Found:
    area = loaded()
    import_seconds = _timed_import()
    others = (*_measures(), _release(), rebuilding.rebuilt(area))
    pages = all_pages()
    bursts, memory = measured(home, pages, rounds=rounds, seconds=seconds, readers=readers)
    return Found(bursts, memory, import_seconds, others)


def loaded() -> LocalArea:
    """The area of the cases, once everything is there and a parent has a way in."""
    prepare()
    data.load()
    area: LocalArea = LocalArea.objects.get(slug="area0")
    casework_data.let_a_parent_in(area, password=data.PASSWORD, at=clock.now())
    return area


def measured(
    home: Path, pages: Mapping[str, str], *, rounds: int, seconds: int, readers: int
) -> tuple[dict[str, list[wrk.Burst]], float]:
    """Each page of a running server in turn, and the memory of its largest web process in MB."""
    connections.close_all()
    with server.running(home) as (address, supervisor):
        cookies = {
            email: server.sign_in(address, email=email, password=data.PASSWORD)
            for email in (data.READER, casework_data.PARENT)
        }
        bursts: dict[str, list[wrk.Burst]] = {name: [] for name in pages}
        for name, path in pages.items():
            wrk.measure(address + path, cookie=cookies[reader_of(name)], readers=4, seconds=FIRST)
        with changing(every_seconds=1.0):
            for _ in range(rounds):
                for name, path in pages.items():
                    server.settle(address)
                    burst = wrk.measure(
                        address + path,
                        cookie=cookies[reader_of(name)],
                        readers=readers,
                        seconds=seconds,
                    )
                    bursts[name].append(burst)
        return bursts, server.largest_process_megabytes(supervisor)


def reader_of(page: str) -> str:
    """The address with which whoever reads that page signs in."""
    return casework_data.PARENT if page == FAMILY else data.READER


@contextmanager
def changing(*, every_seconds: float) -> Iterator[None]:
    """Record a change now and then, as people do, so that nothing is read only from memory."""
    over = Event()
    area = LocalArea.objects.get(slug=f"area{data.AREAS - 2}")

    def work() -> None:
        while not over.wait(every_seconds):
            register_person(actor=operator_in(area), at=clock.now(), name="Somebody New")
        connections.close_all()

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _timed_import() -> float:
    """A statement of York's size and shape: the demonstration's own."""
    area = LocalArea.objects.get(slug=f"area{data.AREAS - 1}")
    began = time.perf_counter()
    import_action_plan(actor=operator_in(area), at=clock.now(), upload=CONTENT, name=CONTENT.name)
    return time.perf_counter() - began


def _measures() -> tuple[Taken, ...]:
    """The worker's part, and the queries of the page that shows it."""
    areas = [LocalArea.objects.get(slug=f"area{number}") for number in (0, 1)]
    seconds = measures_data.judged(areas, at=clock.now())
    return (
        Taken("60 measures of 60 months judged and drawn", seconds, LIMIT_JUDGED, "s"),
        measures_data.queries_taken(areas, today=clock.today()),
    )


def _release() -> Taken:
    what = "import of the full release of 2025"
    if not RELEASE.exists():
        return Taken(what, None, LIMIT_RELEASE, "s", f"not measured: there is no {RELEASE.name}")
    began = time.perf_counter()
    done = import_release(
        actor=operator_anywhere(), at=clock.now(), path=RELEASE, progress=lambda *told: None
    )
    seconds = time.perf_counter() - began
    return Taken(what, seconds, LIMIT_RELEASE, "s", f"{done.figure_count:,} figures kept")


def all_pages() -> dict[str, str]:
    area = LocalArea.objects.get(slug="area0")
    statement = Statement.objects.in_area(area.pk).get()
    line = Line.objects.in_area(area.pk).filter(kind="action").first()
    assert line is not None
    edition = board_data.first_edition(area)
    meeting = edition.pack.meeting
    assert meeting is not None
    measure, case = measures_data.one_measure(area), casework_data.one_case(area)
    since = "?since_day=1&since_month=6&since_year=2024"
    return {
        "bare page": reverse("web:bare", args=["area0"]),
        "statement on a page": reverse("plan:statement", args=["area0", statement.ref]),
        "home": reverse("home", args=["area0"]),
        "search": reverse("search", args=["area0"]) + "?q=support",
        "statements": reverse("plan:statements", args=["area0"]),
        "timeline": reverse("plan:timeline", args=["area0", statement.ref]),
        "history by date": reverse("plan:history", args=["area0", statement.ref]),
        "what has not moved": reverse("plan:unmoved", args=["area0", statement.ref]) + since,
        "what changed": reverse("plan:changes", args=["area0", statement.ref]) + since,
        "ownerless": reverse("plan:ownerless", args=["area0", statement.ref]),
        "overdue": reverse("plan:overdue", args=["area0", statement.ref]),
        "risks": reverse("plan:risks", args=["area0", statement.ref]),
        "one line's story": reverse("plan:line", args=["area0", line.ref]),
        "record a status": reverse("plan:record_status", args=["area0", line.ref]),
        "the board this month": reverse("board:overview", args=["area0"]),
        "reports by month": reverse("board:reports", args=["area0"]),
        "contribution": reverse("board:contribution", args=["area0"]),
        "challenges": reverse("board:challenges", args=["area0"]),
        "decisions": reverse("board:decisions", args=["area0"]),
        "one meeting": reverse("board:meeting", args=["area0", meeting.ref]),
        "packs": reverse("board:packs", args=["area0"]),
        "queue of cases": reverse("casework:queue", args=["area0"]),
        "queue, second filter": reverse("casework:queue", args=["area0"]) + "?when=late&whose=ours",
        "queue, letters owed": reverse("casework:queue", args=["area0"]) + "?when=owed",
        "one case": reverse("casework:case", args=["area0", case.ref]),
        FAMILY: reverse("casework:family", args=["area0", case.ref]),
        "manager's view": reverse("casework:manager", args=["area0"]),
        "search for a case": reverse("search", args=["area0"]) + "?q=ada+example+row",
        "measures dashboard": reverse("measures:dashboard", args=["area0"]),
        "one measure": reverse("measures:measure", args=["area0", measure.ref]),
        "a pack on screen": reverse("board:edition", args=["area0", edition.ref]),
    }
