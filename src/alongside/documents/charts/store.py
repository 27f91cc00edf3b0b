"""Charts kept by what they show: drawn once in a worker, read by pages.

The key is made of the specification, the library's version and ours, so nothing here goes stale;
a folder may be emptied at any time. A page asks ``kept``, which never draws.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from alongside.documents.charts.chart import Chart, Shape, Spec, Specification
from alongside.documents.charts.rendering import library_version, rendered


def key_of(spec: Spec) -> str:
    """64 hexadecimal digits: the same for the same drawing, another for any other."""
    written = json.dumps(spec, ensure_ascii=True, allow_nan=False, sort_keys=True)
    return hashlib.sha256(f"{library_version()}\n{written}".encode()).hexdigest()


def drawn(specification: Specification, shape: Shape = Shape.WIDE) -> Chart:
    """The chart, drawn now and kept nowhere. For a worker or a command, not for a page."""
    spec = specification.specs[shape]
    return _chart(specification, spec, rendered(spec, key=key_of(spec)))


@dataclass(frozen=True, slots=True)
class ChartStore:
    """``folder`` is made when the first chart is kept."""

    folder: Path

    def kept(self, specification: Specification, shape: Shape = Shape.WIDE) -> Chart | None:
        """The chart if it was drawn before."""
        spec = specification.specs[shape]
        svg = self._read(key_of(spec))
        return None if svg is None else _chart(specification, spec, svg)

    def chart(self, specification: Specification, shape: Shape = Shape.WIDE) -> Chart:
        """The chart as it is kept, or drawn and kept. For a worker, not for a page."""
        spec = specification.specs[shape]
        key = key_of(spec)
        svg = self._read(key)
        if svg is None:
            svg = rendered(spec, key=key)
            self._keep(key, svg)
        return _chart(specification, spec, svg)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.svg"

    def _read(self, key: str) -> str | None:
        """None for what is not there and for what is not whole."""
        try:
            svg = self._path(key).read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        return svg if svg.startswith("<svg ") and svg.endswith("</svg>") else None

    def _keep(self, key: str, svg: str) -> None:
        """Whole or not at all, however many write at once."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("wb", dir=path.parent, suffix=".part", delete=False) as file:
            file.write(svg.encode())
        try:
            os.replace(file.name, path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _chart(specification: Specification, spec: Spec, svg: str) -> Chart:
    size = spec["usermeta"]
    return Chart(
        svg=svg,
        width=size["width"],
        height=size["height"],
        title=specification.title,
        summary=specification.summary,
        table=specification.table,
    )
