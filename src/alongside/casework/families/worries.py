"""The plain words that may point to a worry about a child's safety. They only suggest: whoever reads the
message decides. The list is a data file, so that it can be discussed by people who know.
"""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def worry_cues() -> tuple[str, ...]:
    text = files("alongside.casework").joinpath("data/worries.toml").read_text("utf-8")
    return tuple(str(each).lower() for each in tomllib.loads(text)["cues"])
