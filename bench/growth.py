"""``python -m bench.growth``: the pages of cases and the duties worked out anew, with 2,000, 20,000 and 100,000
cases. Prints a table, writes JSON, and draws how the pages grow in one chart.

Each size has a home, a process and a server of its own. Exit code 1 when a page or the duties pass their limit.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import vl_convert

from bench.taken import Taken, ratio_to_bare

SIZES = (2_000, 20_000, 100_000)
READERS, ROUNDS, SECONDS = 50, 3, 5
LIMIT = 5.0
BARE = "bare page"
PAGES = (
    "queue of cases", "queue, second filter", "queue, letters owed", "one case", "the family's page",
    "manager's view", "search for a case",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """``ratios``: how many times the bare page each page takes, at the 95th percentile."""

    cases: int
    ratios: dict[str, float]
    rebuilt_seconds: float
    rebuilt_limit: float

    @property
    def over(self) -> list[str]:
        late = ["duties"] if self.rebuilt_seconds > self.rebuilt_limit else []
        return [f"{name} of {self.cases:,}" for name, r in self.ratios.items() if r > LIMIT] + late


def main() -> int:
    options = _options()
    if options.one is not None:
        options.one.write_text(json.dumps(asdict(_measured())))
        return 0
    options.out.mkdir(parents=True, exist_ok=True)
    sizes: list[Size] = []
    for cases in options.sizes:
        sizes.append(_in_a_process(cases))
        told = json.dumps([asdict(each) for each in sizes], indent=1)
        (options.out / "growth.json").write_text(told)
    options.chart.write_text(drawn(sizes))
    _print(sizes)
    over = [each for size in sizes for each in size.over]
    if over:
        print(f"Over the limit: {', '.join(over)}")
    return 1 if over else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many cases")
    parser.add_argument("--out", type=Path, default=Path("bench/results"), help="for the JSON")
    parser.add_argument("--chart", type=Path, default=Path("docs/images/growth.svg"))
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_a_process(cases: int) -> Size:
    """The number of cases is read as the data is loaded, so each size needs a process."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        told = Path(folder) / "told.json"
        chosen = {
            "BENCH_CASES": str(cases),
            "ALONGSIDE_HOME": f"{folder}/home",
            "ALONGSIDE_MODE": "benchmark",
            "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        }
        command = [sys.executable, "-m", "bench.growth", "--one", str(told)]
        subprocess.run(command, env=os.environ | chosen, check=True)
        return Size(**json.loads(told.read_text()))


def _measured() -> Size:
    from bench import work  # noqa: PLC0415 - Django is loaded there, and needs the settings of this process

    area = work.loaded()
    rebuilt: Taken = work.rebuilding.rebuilt(area)
    every = work.all_pages()
    pages = {name: every[name] for name in (BARE, *PAGES)}
    home = Path(os.environ["ALONGSIDE_HOME"])
    bursts, _ = work.measured(home, pages, rounds=ROUNDS, seconds=SECONDS, readers=READERS)
    ratios = {name: ratio_to_bare(bursts[name], bursts[BARE]) for name in PAGES}
    return Size(work.casework_data.CASES, ratios, rebuilt.took or 0.0, rebuilt.limit)


def drawn(sizes: list[Size]) -> str:
    """One line a page: how many times the bare page it takes, by the number of cases; and the limit."""
    rows = [
        {"cases": size.cases, "page": name, "times": ratio}
        for size in sizes
        for name, ratio in size.ratios.items()
    ]
    highest = max(ratio for size in sizes for ratio in size.ratios.values())
    axis = {"values": [size.cases for size in sizes], "format": ",d", "grid": False}
    page = _field("page", "nominal", None, scale={"domain": list(PAGES)})
    lines = {
        "layer": [
            {"mark": "line", "encoding": {"color": page}},
            {
                "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                "encoding": {"color": page, "shape": page},
            },
        ],
        "encoding": {
            "x": _field("cases", "quantitative", "Cases", scale={"type": "log"}, axis=axis),
            "y": _field(
                "times",
                "quantitative",
                "Times the bare page",
                scale={"domain": [0, max(6, highest)]},
            ),
        },
    }
    sheet = {"width": 460, "height": 300, "background": "white", "data": {"values": rows}}
    return str(vl_convert.vegalite_to_svg({**sheet, "layer": [lines, _limit()]}))


def _field(name: str, kind: str, title: str | None, **more: Any) -> dict[str, Any]:
    return {"field": name, "type": kind, "title": title, **more}


def _limit() -> dict[str, Any]:
    words = {"type": "text", "align": "left", "x": 4, "dy": -8}
    return {
        "data": {"values": [{"limit": LIMIT, "words": f"Limit: {LIMIT:g} times"}]},
        "encoding": {"y": {"field": "limit", "type": "quantitative"}},
        "layer": [
            {"mark": {"type": "rule", "strokeDash": [6, 4]}},
            {"mark": words, "encoding": {"text": {"field": "words"}}},
        ],
    }


def _print(sizes: list[Size]) -> None:
    print("times the bare page".ljust(28) + "".join(f"{size.cases:>12,}" for size in sizes))
    for name in PAGES:
        print(name.ljust(28) + "".join(f"{size.ratios[name]:>12.2f}" for size in sizes))
    print("duties anew, seconds".ljust(28) + "".join(f"{s.rebuilt_seconds:>12.1f}" for s in sizes))


if __name__ == "__main__":
    sys.exit(main())
