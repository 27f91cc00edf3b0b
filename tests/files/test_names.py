import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.files.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("minutes\u202efdp.exe", "minutesfdp.exe"),
        ("a\x00b\nc.pdf", "ab c.pdf"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ('a<b>:"|?*.pdf', "a b .pdf"),
        ("  .hidden. ", "hidden"),
        ("con.txt", "file con.txt"),
        ("..", "file"),
        ("", "file"),
        ("Protokoll für Zoë.pdf", "Protokoll für Zoë.pdf"),
        ("x" * 300 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str):
    assert safe_name(name) == safe


@given(name=st.text(max_size=400))
def test_a_safe_name_stays_as_it_is_and_holds_nothing_unsafe(name: str):
    safe = safe_name(name)
    assert 0 < len(safe) <= LONGEST
    assert safe_name(safe) == safe
    assert not set(safe) & set('/\\<>:"|?*\n\r\t\x00\u202e\u200b')
    assert not safe.startswith(".")
