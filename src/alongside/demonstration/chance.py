"""Draws that are the same on every machine, from a seed."""

import hashlib
from collections.abc import Sequence


class Chance:
    def __init__(self, seed: int) -> None:
        self._seed, self._drawn = seed, 0

    def below(self, most: int) -> int:
        self._drawn += 1
        digest = hashlib.sha256(f"{self._seed} {self._drawn}".encode()).digest()
        return int.from_bytes(digest[:8]) % most

    def of(self, choices: Sequence[str]) -> str:
        return choices[self.below(len(choices))]
