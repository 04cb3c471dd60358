"""Small pieces of a page that several of its parts are made of."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

from facilitator.exporting.html_inline import escaped, inline, lines
from sessions.document import Block, Picture

KINDS: Final = frozenset({"image/png", "image/jpeg"})


def lines_of(*parts: str) -> str:
    """Return parts below each other, without the empty ones."""
    return "\n".join(part for part in parts if part)


def label(block: Block) -> str:
    """Return what stands beside a block."""
    return f'<p class="label">{lines(block.label)}</p>' if block.label.strip() else ""


def paragraph(block: Block, mark: str = "") -> str:
    """Return the words of a block as a paragraph; ``mark`` holds its attributes."""
    return f"<p{mark}>{inline(block.body)}</p>" if block.text.strip() else ""


def image(picture: Picture | None, alt: str, look: str) -> str:
    """Return a picture that is inside the page, or nothing where there is none."""
    if picture is None or picture.mime not in KINDS:
        return ""
    address = f"data:{picture.mime};base64,{b64encode(picture.content).decode()}"
    return f'<img class="{look}" src="{address}" alt="{escaped(" ".join(alt.split()))}">'
