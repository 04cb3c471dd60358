"""Polls in a page: the question, a chart for the eye, and its figures as a table for whoever wants them so."""

from __future__ import annotations

from facilitator.exporting.chart_data import Chart, chart_of, poll_rows
from facilitator.exporting.chart_svg import NARROW, WIDE, chart_svg
from facilitator.exporting.house_colours import light
from facilitator.exporting.html_inline import escaped, inline, lines
from facilitator.exporting.html_parts import lines_of
from facilitator.exporting.wording import AS_TABLE, base_line
from sessions.document import Block, DocumentTree


def poll_figure(tree: DocumentTree, block: Block, number: int) -> str:
    """Return a poll; ``number`` tells its anchors from those of the others."""
    poll = tree.polls.get(block.about)
    name = f"poll-{number}"
    chart = chart_of(block, tree.polls)
    parts = [f'<figcaption id="{name}">{inline(block.body)}</figcaption>'] if block.text.strip() else []
    if poll is not None:
        named = f' aria-labelledby="{name}"' if parts else ""
        rows = poll_rows(block, tree.polls)
        parts += [_drawn(tree, chart, name), _table(rows, named)] if chart else [_options(rows, named)]
        parts.append(f'<p class="base">{escaped(base_line(poll))}</p>')
    look = f"poll {chart.form.value}" if chart else "poll"
    return lines_of(f'<figure class="{look}">', *parts, "</figure>") if parts else ""


def _drawn(tree: DocumentTree, chart: Chart, name: str) -> str:
    """Return a chart in two widths, of which a page shows one: words in a picture do not flow."""
    colours = light(tree.house)
    return lines_of(
        *(
            f'<div class="{look}">\n'
            + chart_svg(chart, colours, name=f"{name}-{look}", width=width, is_alone=False)
            + "\n</div>"
            for look, width in (("wide", WIDE), ("narrow", NARROW))
        )
    )


def _options(rows: list[list[str]], named: str) -> str:
    if not rows:
        return ""
    return lines_of(f"<ul{named}>", *(f"<li>{lines(row[0])}</li>" for row in rows), "</ul>")


def _table(rows: list[list[str]], named: str) -> str:
    is_through_years = len(rows[0]) > 2
    head = _row(rows[0], "th", ' scope="col"') if is_through_years else ""
    body = [_row(row, "td", "") for row in rows[is_through_years:]]
    return lines_of(
        # Lines through the years are printed with their figures, and what is closed on the screen is not printed.
        f"<details{' open' if is_through_years else ''}>\n<summary>{AS_TABLE}</summary>",
        f'<table class="data"{named}>',
        lines_of("<thead>", head, "</thead>") if head else "",
        lines_of("<tbody>", *body, "</tbody>"),
        "</table>\n</details>",
    )


def _row(row: list[str], name: str, mark: str) -> str:
    scope = mark or ' scope="row"'
    first = f"<th{scope}>{lines(row[0])}</th>"
    return f"<tr>{first}{''.join(f'<{name}{mark}>{lines(cell)}</{name}>' for cell in row[1:])}</tr>"
