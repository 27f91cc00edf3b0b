"""Documents for ``alongside language check``, made by hand, and what it says of them."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

from alongside.config.commands.language import command
from alongside.kernel.refusals import Refusal

PLAIN = "One 45-minute session a week by a speech and language therapist, in term time."
VAGUE = "Regular access to support as required."
OWN = "i like trains and SALT as required"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(command, ["check", *map(str, words)], catch_exceptions=False)


def told(*words: str | Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    return read


def findings(*words: str | Path) -> list[tuple[str, str, str]]:
    return [
        (passage["name"], found["check"], found["text"])
        for passage in told(*words)["passages"]
        for found in passage["findings"]
    ]


def refused(*words: str | Path) -> str:
    with pytest.raises(Refusal) as caught:
        run(*words)
    return caught.value.sentence


def written(path: Path, *lines: str) -> Path:
    file = path / "plan.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def word(path: Path, body: str = "", *, changed: dict[str, str] | None = None) -> Path:
    """A Word file of an empty document, with its body or other parts put in."""
    made = io.BytesIO()
    docx.Document().save(made)
    parts = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    file = path / "plan.docx"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        parts |= changed or {}
        for name in old.namelist():
            new.writestr(name, parts.pop(name, None) or old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file


def p(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells: str, head: str = "") -> str:
    return f"<w:tr>{head}{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"
