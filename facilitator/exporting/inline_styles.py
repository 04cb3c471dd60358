"""Pages for mail programs and clipboards: the look of each element in the element itself.

These keep no style sheets, no classes and no drawings, and some run what they should not: what is not known here is
left out, with the words it holds kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from typing import Final

from facilitator.exporting.house_colours import HAIR, INK, MUTED, WARM, Colours

SERIF: Final = "Georgia, 'Times New Roman', serif"
SANS: Final = "Arial, Helvetica, sans-serif"
_VOID: Final = frozenset({"br", "img"})
_SILENT: Final = frozenset({"svg", "summary"})
_UNWRAPPED: Final = frozenset({"details", "hgroup"})
_HOLDERS: Final = frozenset({"wide", "narrow", "page-break"})
"""Classes of elements that hold a drawing, or a page's end: nothing of them is left."""
_PLAIN: Final = {
    "section": "div",
    "figure": "div",
    "figcaption": "div",
    "aside": "div",
    "nav": "div",
    "header": "div",
}
"""Elements that old programs do not know, and what stands for them."""
_KEPT: Final = frozenset({"href", "src", "alt", "lang", "scope", "start"})

Styles = Mapping[str, str]


def styles_of(colours: Colours) -> Styles:
    """Return how elements look, by their names and classes; a later class says more than an earlier one."""
    accent, second, deep = colours.accent, colours.second, colours.deep
    heading = f"margin:28px 0 8px;color:{deep};line-height:1.25"
    return {
        "h1": f"{heading};font-family:{SERIF};font-weight:normal;font-size:32px",
        "h2": f"{heading};font-family:{SERIF};font-weight:normal;font-size:26px",
        "h3": f"{heading};font-family:{SANS};font-size:17px",
        **{f"h{level}": f"{heading};font-family:{SANS};font-size:15px" for level in (4, 5, 6)},
        "p": "margin:0 0 14px",
        "a": f"color:{second}",
        "ul": "margin:0 0 16px;padding-left:24px",
        "ol": "margin:0 0 16px;padding-left:24px",
        "li": "margin:0 0 6px",
        ".li p": "margin:0 0 4px",
        "li.level-2": "margin-left:18px",
        ".contents ul": "list-style:none;padding-left:0",
        ".glance ul": "list-style:none;padding-left:0",
        "ul.people": "list-style:none;padding-left:0",
        ".term": "font-style:normal",
        ".tbody th": "font-weight:normal",
        ".labelled figure": "margin:0 0 16px",
        **{f".hgroup h{level}": "margin:0 0 8px" for level in range(2, 7)},
        "blockquote": "margin:0",
        "table": f"border-collapse:collapse;margin:16px 0 20px;font-family:{SANS};font-size:14px",
        "caption": f"text-align:left;padding-bottom:8px;font-weight:bold;color:{accent}",
        "th": f"text-align:left;vertical-align:top;padding:8px 16px 8px 0;border-bottom:1px solid {HAIR}",
        "td": f"text-align:left;vertical-align:top;padding:8px 16px 8px 0;border-bottom:1px solid {HAIR}",
        **_of_classes(colours),
    }


def _of_classes(colours: Colours) -> Styles:
    """Return how the classes of a page look: labels, panels, quotations, figures."""
    accent, second, deep, tint = colours.accent, colours.second, colours.deep, colours.tint
    small = f"font-family:{SANS};font-size:13px;line-height:1.5;color:{MUTED}"
    panel = "margin:24px 0;padding:16px 20px"
    return {
        ".label": f"margin:20px 0 4px;font-family:{SANS};font-size:12px;font-weight:bold;color:{second}",
        ".subtitle": "margin:0 0 14px;font-size:19px",
        ".byline": f"margin:0;font-family:{SANS};font-size:14px;font-weight:bold;color:{second}",
        ".dateline": f"margin:0 0 24px;{small}",
        ".standfirst": f"margin:0 0 18px;font-size:19px;line-height:1.45;color:{accent}",
        ".panel-title": f"margin:0 0 8px;font-family:{SANS};font-size:15px;color:{accent}",
        ".panel": panel,
        ".part": "margin:24px 0",
        ".key-messages": f"background-color:{tint}",
        ".findings": f"background-color:{tint};border-left:4px solid {accent}",
        ".callout": f"background-color:{WARM}",
        ".quote-wall": f"background-color:{WARM}",
        ".call": f"background-color:{WARM};border:1px solid {second}",
        ".acknowledgements": f"padding:14px 0;border-top:1px solid {HAIR}",
        ".dedication": "text-align:center",
        ".pull-quote": f"margin:24px 0;padding:2px 0 2px 18px;border-left:3px solid {second};"
        f"font-size:21px;line-height:1.4;color:{accent}",
        ".voice": "margin:0 0 14px",
        ".verse": "margin:24px 0;padding-left:32px;font-size:17px",
        ".poll": "margin:28px 0 16px",
        ".poll figcaption": f"margin:0 0 8px;font-family:{SANS};font-size:16px;font-weight:bold;color:{deep}",
        "figcaption": f"margin:4px 0 0;{small}",
        ".attribution": f"margin:4px 0 0;{small}",
        ".source": f"margin:2px 0 6px;{small}",
        ".base": f"margin:4px 0 14px;{small}",
        "span.number": f"font-family:{SERIF};font-size:28px;color:{deep}",
        "td.number": "text-align:right",
        "th.number": "text-align:right",
        ".picture": "max-width:100%;height:auto",
        ".logo": "max-height:56px;margin:0 0 16px",
        ".sign-off": f"margin:32px 0 0;padding-top:14px;border-top:2px solid {second}",
        ".letter": f"max-width:600px;margin:0 auto;padding:8px;font-family:{SERIF};font-size:17px;"
        f"line-height:1.55;color:{INK}",
    }


def with_inline_styles(page: str, styles: Styles) -> str:
    """Return a page of ours with its looks in its elements and nothing that mail programs take out."""
    reader = _Restyled(styles)
    reader.feed(page)
    reader.close()
    return "".join(reader.made)


class _Restyled(HTMLParser):
    """Copies a page, element by element."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.made: list[str] = []
        self._declared = {name: _pairs(style) for name, style in styles.items()}
        self._open: list[tuple[str, str]] = []  # what each element that is open is called, and what ends it
        self._silent = 0  # how many elements that are left out are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy the beginning of an element with its look."""
        found = {name: value or "" for name, value in attrs}
        classes = found.get("class", "")
        if self._silent or tag in _SILENT:
            self._silent += tag not in _VOID
            return
        name = _PLAIN.get(tag, tag)
        leads_nowhere = found.get("href", "").startswith("#")  # anchors are taken out of mails
        is_bare = tag in _UNWRAPPED or classes in _HOLDERS or leads_nowhere
        if not is_bare:
            kept = {key: value for key, value in found.items() if key in _KEPT}
            look = self._look(tag, classes)
            written = kept | ({"style": look} if look else {})
            pairs = "".join(f' {key}="{escape(value)}"' for key, value in written.items())
            self.made.append(f"<{name}{pairs}>")
        if tag not in _VOID:
            self._open.append((f"{tag} {classes}", "" if is_bare else f"</{name}>"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave out what only drawings have."""

    def handle_endtag(self, tag: str) -> None:
        """Copy the end of an element."""
        if self._silent:
            self._silent -= 1
            return
        _, end = self._open.pop()
        self.made.append(end)

    def handle_data(self, data: str) -> None:
        """Copy words."""
        if not self._silent:
            self.made.append(escape(data, quote=False))

    def _look(self, tag: str, classes: str) -> str:
        """Return what is said of an element: of its kind, of its classes, of its kind in those that hold it."""
        own = classes.split()
        around = sorted({name for each, _ in self._open for name in each.split()})
        names = [tag, *(f".{one}" for one in own), *(f"{tag}.{one}" for one in own)]
        declared: dict[str, str] = {}
        for name in (*names, *(f".{one} {tag}" for one in around)):
            declared |= self._declared.get(name, {})
        return ";".join(f"{key}:{value}" for key, value in declared.items())


def _pairs(style: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in style.split(";"))
    return {name: value for name, _, value in pairs}
