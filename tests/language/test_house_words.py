"""Every page and every sentence of the house is plain English."""

from pathlib import Path

import pytest

from alongside.language.house import check_house_text
from tests.language.visible_text import sentences_of_code, text_of_template

SOURCE = Path(__file__).parents[2] / "src" / "alongside"
RIGHT_WORD_HERE = {
    "config/": {"database", "user"},  # read by operators at a console; addresses hold user:password
    "ledger/rules.py": {"database"},  # tells an operator which guard is missing
    "exchange/": {"entities", "null"},  # words of the file formats that a sentence is about
}
ROOMS = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())
NOT_SPOKEN = frozenset({"migrations", "tests"})


def named(path):
    return path.relative_to(SOURCE).as_posix()


def templates():
    return sorted(path for path in SOURCE.rglob("*.html") if "static" not in path.parts)


def modules():
    return sorted(path for path in SOURCE.rglob("*.py") if not NOT_SPOKEN & set(path.parts))


def in_room(room, paths):
    return [path for path in paths if named(path).startswith(f"{room}/")]


def said_badly(text, *, where):
    right = {
        word
        for place, words in RIGHT_WORD_HERE.items()
        if named(where).startswith(place)
        for word in words
    }
    return [
        f"“{finding.text}”: {finding.why} {finding.suggestion}"
        for finding in check_house_text(text)
        if finding.text.lower() not in right
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_the_pages_of_a_room_speak_plainly(room):
    found = [
        f"{named(path)}: {finding}"
        for path in in_room(room, templates())
        for finding in said_badly(text_of_template(path.read_text(encoding="utf-8")), where=path)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("room", ROOMS)
def test_the_sentences_in_the_code_of_a_room_are_plain(room):
    found = [
        f"{named(path)}, line {line}: {finding}"
        for path in in_room(room, modules())
        for line, text in sentences_of_code(path.read_text(encoding="utf-8"))
        for finding in said_badly(text, where=path)
    ]
    assert not found, "\n".join(found)


def test_every_page_and_module_is_in_a_room():
    outside = [named(p) for p in [*templates(), *modules()] if named(p).split("/")[0] not in ROOMS]
    assert outside == ["__init__.py"]


def test_there_are_sentences_to_check():
    spoken = [
        text
        for path in modules()
        for _, text in sentences_of_code(path.read_text(encoding="utf-8"))
    ]
    assert "Check the day and the month." in " ".join(spoken)
    assert len(spoken) > 50


PAGE = """
{% extends "web/layout.html" %}{# invalid #}
{% block title %}Your tasks{% endblock %}
<h1 title="Click here">{{ count }} tasks</h1>
<p class="submit">Hello <b>you</b>,{% if late %} hurry{% else %} relax{% endif %}.</p>
{% include "web/form.html" with submit="Save this" %}
<script>var user = null;</script><br/>
"""


def test_what_a_person_reads_on_a_page_is_found_and_nothing_else():
    text = text_of_template(PAGE)
    for read in ("Your tasks", "Click here", "{} tasks", "Hello you,", "hurry", "Save this"):
        assert read in text
    for unread in ("invalid", "layout", "submit", "user", "class"):
        assert unread not in text


CODE = '''
"""Docstrings are for programmers."""
raise ValueError("The user did it.")
raise Refusal(f"{name} is invalid. Write it again.")
raise self._refuse("Write the year in full.")
log.warning("The database was away.")
label = "A label"
code = "plan.view"
'''


def test_what_a_person_is_told_by_the_code_is_found_and_nothing_else():
    assert [text for _, text in sentences_of_code(CODE)] == [
        "{} is invalid. Write it again.",
        "Write the year in full.",
    ]
