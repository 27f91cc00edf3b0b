"""A file's name made safe to keep, to show and to save on any computer."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
_UNSAFE_ON_DISKS = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.I)


def safe_name(name: str) -> str:
    """Without folders, without signs that cannot be seen or that turn the reading direction.

    >>> safe_name("C:\\\\Users\\\\me\\\\minutes: June.pdf"), safe_name("../../etc/passwd")
    ('minutes June.pdf', 'passwd')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if _is_unseen(letter) and letter.isspace() else letter for letter in last)
    seen = "".join(letter for letter in seen if not _is_unseen(letter))
    plain = " ".join(_UNSAFE_ON_DISKS.sub(" ", seen).split()).strip(". ")
    if not plain or _RESERVED.fullmatch(plain):
        plain = f"file {plain}".strip()
    return _shortened(plain)


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    ending = PurePosixPath(name).suffix[:20]
    return name[: LONGEST - len(ending)].rstrip(". ") + ending
