"""The charts of a document as pictures of their own, for slides and posts."""

from __future__ import annotations

from pathlib import Path

from facilitator.exporting.chart_data import Chart, chart_of
from facilitator.exporting.chart_png import chart_png
from facilitator.exporting.chart_svg import chart_svg
from facilitator.exporting.house_colours import light
from sessions.document import BlockType, DocumentTree


def write_charts(tree: DocumentTree, fonts: Path) -> dict[str, bytes]:
    """Return each chart as SVG and as PNG by file name, numbered as the polls are in the document.

    ``fonts`` is the folder of typefaces.
    """
    colours = light(tree.house)
    files: dict[str, bytes] = {}
    for number, chart in _charts(tree):
        files[f"poll-{number}.svg"] = f"{chart_svg(chart, colours)}\n".encode()
        files[f"poll-{number}.png"] = chart_png(chart, colours, fonts)
    return files


def _charts(tree: DocumentTree) -> list[tuple[int, Chart]]:
    blocks = [node.block for node in tree.walk() if node.block.type is BlockType.POLL]
    made = ((number, chart_of(block, tree.polls)) for number, block in enumerate(blocks, 1))
    return [(number, chart) for number, chart in made if chart is not None]
