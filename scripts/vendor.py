"""Fetch the three assets that are not ours, check them, trim them and put them into the package.

Run by hand when a version changes; it needs npm, fontTools and the network only then:

    .uv/bin/uv run --no-project --with 'fonttools[woff]==4.68.0' python scripts/vendor.py

The installation itself fetches nothing. Every change made to the originals is in this file. The
same versions give the same bytes.
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

SOURCE = Path(__file__).parents[1] / "src/alongside"
TARGET = SOURCE / "web/static/web/vendor"
FONTS = SOURCE / "documents/fonts"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
FONT_STACK = 'Inter,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Arial,sans-serif'


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    sha256: str
    licence: str

    @property
    def archive(self) -> str:
        return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"


GOVUK = Package(
    name="govuk-frontend",
    version="6.6.0",
    sha256="52c4eb554e54d8a6e4ba801e9da5ec3a5b930fd2f117a39677f0b6296e954751",
    licence="MIT (LICENCE-govuk-frontend.txt)",
)
INTER = Package(
    name="@fontsource/inter",
    version="5.3.0",
    sha256="02034af8d41dcc67ac8eab88f642e129bb8a2e8922abf30229c32725f54d8fd6",
    licence="SIL Open Font Licence 1.1 (LICENCE-inter.txt)",
)
INTER_WHOLE = Package(
    name="inter-ui",
    version="4.1.1",
    sha256="e392e4d71f18a7c1f23dfecd833d68fa05eeab41862686584e80fd2b5d87e9c0",
    licence="SIL Open Font Licence 1.1 (LICENCE-inter.txt)",
)

MIT = """The MIT License (MIT)

Copyright (C) 2011 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

README = """# Assets that are not ours

Written by `scripts/vendor.py`, which also holds every change made to them. Do not edit these files
by hand.

| Package | Version | SHA-256 of its archive | Licence |
| --- | --- | --- | --- |
{rows}

Changes to govuk-frontend: its typeface is reserved for GOV.UK and is replaced by Inter; the rules
that show the crown and the crest are taken out; source-map comments are taken out. Inter's Latin
subset is used in weights 400 and 600.

| File | SHA-256 |
| --- | --- |
{files}
"""

FONTS_README = """# Fonts for paper

Written by `scripts/vendor.py`. Do not edit these files by hand.

| Package | Version | SHA-256 of its archive | Licence |
| --- | --- | --- | --- |
{rows}

This is the whole of Inter, with arrows, signs, Greek and Cyrillic; the pages use only its Latin part.
Changes: weights 400 and 600 are unpacked from WOFF2 into TrueType. `coverage.txt` lists the letters
that both files can draw, as runs of code points.

| File | SHA-256 |
| --- | --- |
{files}
"""


def fetched(package: Package, folder: Path) -> Path:
    """The unpacked package, after its archive matched the hash above."""
    command = [
        "npm",
        "pack",
        "--silent",
        "--pack-destination",
        str(folder),
        f"{package.name}@{package.version}",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    archive = folder / package.archive
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(
            f"{archive.name} has the SHA-256 {found}, not the one written in this script."
        )
    unpacked = folder / package.archive.removesuffix(".tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    return unpacked / "package"


def trimmed_css(text: str) -> str:
    """Without the reserved typeface, the crest and the source map."""
    text = re.sub(r"@font-face\{[^}]*\}", "", text)
    text = text.replace("font-family:GDS Transport,arial,sans-serif", f"font-family:{FONT_STACK}")
    text = re.sub(r"[^{}]+\{[^{}]*govuk-crest[^{}]*\}", "", text)
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
    for reserved in ("GDS Transport", "url(", "crest.svg"):
        if reserved in text:
            raise SystemExit(f"The stylesheet still holds {reserved}.")
    return text.strip() + "\n"


def trimmed_script(text: str) -> str:
    return re.sub(r"//# sourceMappingURL=\S+", "", text).strip() + "\n"


def ranges(letters: set[int]) -> str:
    """Code points in hexadecimal, one run a line: "0020 007E"."""
    ordered = sorted(letters)
    gaps = [(a, b) for a, b in pairwise(ordered) if b != a + 1]
    starts = [ordered[0], *(b for _, b in gaps)]
    ends = [*(a for a, _ in gaps), ordered[-1]]
    return "".join(f"{a:04X} {b:04X}\n" for a, b in zip(starts, ends, strict=True))


def write_fonts(inter: Path) -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    covered: list[set[int]] = []
    for weight, name in WEIGHTS.items():
        font = TTFont(inter / f"web/Inter-{name}.woff2", recalcTimestamp=False)
        if font["OS/2"].usWeightClass != weight:
            raise SystemExit(f"Inter-{name} is not of the weight {weight}.")
        font.flavor = None
        font.save(FONTS / f"Inter-{name}.ttf")
        covered.append(set(font.getBestCmap()))
    (FONTS / "coverage.txt").write_text(ranges(set.intersection(*covered)))
    (FONTS / "LICENCE-inter.txt").write_text((inter / "LICENSE.txt").read_text())
    (FONTS / "README.md").write_text(_readme(FONTS_README, FONTS, (INTER_WHOLE,)))


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        govuk = fetched(GOVUK, folder) / "dist/govuk"
        inter = fetched(INTER, folder)
        css = (govuk / "govuk-frontend.min.css").read_text()
        (TARGET / "govuk-frontend.min.css").write_text(trimmed_css(css))
        script = (govuk / "govuk-frontend.min.js").read_text()
        (TARGET / "govuk-frontend.min.js").write_text(trimmed_script(script))
        for weight in WEIGHTS:
            font = f"inter-latin-{weight}-normal.woff2"
            (TARGET / font).write_bytes((inter / "files" / font).read_bytes())
        (TARGET / "LICENCE-inter.txt").write_text((inter / "LICENSE").read_text())
        write_fonts(fetched(INTER_WHOLE, folder))
    (TARGET / "LICENCE-govuk-frontend.txt").write_text(MIT)
    (TARGET / "README.md").write_text(_readme(README, TARGET, (GOVUK, INTER)))


def _readme(template: str, folder: Path, used: tuple[Package, ...]) -> str:
    packages = [f"| {p.name} | {p.version} | `{p.sha256}` | {p.licence} |" for p in used]
    files = [
        f"| {path.name} | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |"
        for path in sorted(folder.iterdir())
        if path.name != "README.md"
    ]
    return template.format(rows="\n".join(packages), files="\n".join(files))


if __name__ == "__main__":
    main()
