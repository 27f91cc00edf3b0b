"""The fonts of the paper are the ones written down, with their licence."""

import hashlib

from alongside.documents.letters import FONTS


def test_every_file_is_the_one_written_down():
    written = (FONTS / "README.md").read_text()
    for path in FONTS.iterdir():
        if path.name != "README.md":
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            assert f"| {path.name} | `{digest}` |" in written


def test_the_licence_stands_beside_them():
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENCE-inter.txt").read_text()
