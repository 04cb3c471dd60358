"""Tables of a page, with headers that can be heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from facilitator.exporting.html_inline import escaped, inline
from facilitator.exporting.html_parts import label, lines_of, paragraph
from facilitator.exporting.runs import by_type
from sessions.document import BlockType, Node

MANY_COLUMNS: Final = 5
_PARTS: Final = re.compile(r"<(?:h[1-6]|section|nav|aside)\b")
_NUMBER: Final = re.compile(r"[-−+]?[£€$]?\d[\d.,\u00a0]*%?")

Flow = Callable[[Sequence[Node]], str]


def table_of(node: Node, flow: Flow, look: str) -> str:
    """Return a block of rows as tables; what stands between the rows stands between the tables."""
    stretches = list(by_type(node.children, BlockType.ROW))
    has_caption = bool(stretches) and stretches[0][0] and bool(node.block.text.strip())
    caption = f"<caption>{inline(node.block.body)}</caption>" if has_caption else ""
    parts = [] if has_caption else [paragraph(node.block, ' class="lead"')]
    has_header = True
    for are_rows, same in stretches:
        if not are_rows:
            parts.append(flow(same))
            continue
        made = Table(same, flow, has_header=has_header).written(look, caption)
        is_wide = max(len(row.children) for row in same) >= MANY_COLUMNS
        parts.append(_in_a_scroll(made, " ".join(node.block.text.split()) or "Table") if is_wide else made)
        caption, has_header = "", False
    return lines_of(*parts)


def _in_a_scroll(table: str, name: str) -> str:
    """Return a wide table in a box of its own, which can be moved in by keys too."""
    box = f'<div class="scroll" role="region" tabindex="0" aria-label="{escaped(name)}">'
    return lines_of(box, table, "</div>")


class Table:
    """Rows of one width."""

    def __init__(self, rows: Sequence[Node], flow: Flow, *, has_header: bool) -> None:
        self._flow = flow
        self._width = max(1, *(len(row.children) for row in rows))
        self._head = rows[:has_header]
        self._rows = rows[has_header:]
        self._numbers = {at for at in range(1, self._width) if self._is_of_numbers(at)}

    def written(self, look: str, caption: str = "") -> str:
        """Return the table."""
        head = lines_of("<thead>", self._header(self._head[0]), "</thead>") if self._head else ""
        body = [self._row(row) for row in self._rows]
        inside = lines_of("<tbody>", *body, "</tbody>") if body else ""
        return lines_of(f'<table class="{look}">', caption, head, inside, "</table>")

    def _is_of_numbers(self, at: int) -> bool:
        cells = [row.children[at].block.text.strip() for row in self._rows if at < len(row.children)]
        return any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell)

    def _header(self, row: Node) -> str:
        cells = [
            self._cell(cell, "th", f' scope="col"{self._look(at)}') for at, cell in enumerate(row.children)
        ]
        return self._filled(row, cells)

    def _row(self, row: Node) -> str:
        cells = [
            self._cell(cell, "td" if at else "th", self._look(at) if at else ' scope="row"')
            for at, cell in enumerate(row.children)
        ]
        return self._filled(row, cells)

    def _look(self, at: int) -> str:
        return ' class="number"' if at in self._numbers else ""

    def _cell(self, node: Node, name: str, mark: str) -> str:
        """Return a cell; an empty one heads nothing, nor does one that has parts of its own."""
        if node.block.type is BlockType.CELL:
            words = lines_of(label(node.block), inline(node.block.body), self._flow(node.children))
        else:
            words = self._flow([node])
        if name == "th" and _PARTS.search(words):
            return f"<td>{words}</td>"
        return f"<{name}{mark}>{words}</{name}>" if words.strip() else "<td></td>"

    def _filled(self, row: Node, cells: list[str]) -> str:
        """Return a row as wide as its table; words of its own and its label stand in its first cell."""
        cells = [*cells, *["<td></td>"] * (self._width - len(cells))]
        own = lines_of(label(row.block), paragraph(row.block))
        if own:
            first = cells[0].index(">") + 1
            cells[0] = f"{cells[0][:first]}{own}\n{cells[0][first:]}"
        return lines_of("<tr>", *cells, "</tr>")
