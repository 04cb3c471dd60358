"""How far letters of a face are moved towards each other, as packaging/kerning.py has read it from the face."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path


class Kerning:
    """Pairs of letters with what is added between them, in thousandths of an em."""

    def __init__(self, path: Path) -> None:
        """Read the table; a face that has none moves no letter."""
        self._groups: dict[str, int] = {}
        self._rows: dict[str, dict[int, int]] = {}
        if not path.is_file():
            return
        table = json.loads(path.read_text("utf-8"))
        self._groups = {second: number for number, group in enumerate(table["seconds"]) for second in group}
        for firsts, moves in table["firsts"]:
            row = {group: int(move) for move, groups in moves.items() for group in groups}
            self._rows.update(dict.fromkeys(firsts, row))

    def between(self, first: str, second: str) -> int:
        """Return what is added between two letters."""
        row = self._rows.get(first)
        return row.get(self._groups.get(second, -1), 0) if row else 0

    def moves(self, word: str) -> list[int]:
        """Return what is added behind each letter of a word, or nothing if no letter is moved."""
        rows, group_of = self._rows, self._groups.get
        moves = [
            rows[first].get(group_of(second, -1), 0) if first in rows else 0
            for first, second in pairwise(word)
        ]
        return moves if any(moves) else []
