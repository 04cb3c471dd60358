"""How a line was understood, as chips: what they say, and how they are painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sessions.capture import Blank, Help, Kept, Line, Mend, Roster
from sessions.notes import NoteKind
from ui.capture.line_measures import CHIP_HIGH
from ui.theme import Theme


class Tone(StrEnum):
    """What a chip is about; it never says more than its words do."""

    PLAIN = "plain"
    KIND = "kind"
    ASKED = "asked"
    OFF = "off"
    STRAND = "strand"


@dataclass(frozen=True, slots=True)
class Chip:
    """A few words on a round ground; ``number`` is the place of a strand in the network's list."""

    words: str
    tone: Tone = Tone.PLAIN
    number: int = 0


def kind_words(kind: NoteKind) -> str:
    """Return what a kind of line is called, as a word in a sentence."""
    return {
        NoteKind.POINT: _("point"),
        NoteKind.QUOTE: _("quote"),
        NoteKind.KEY_MESSAGE: _("key message"),
        NoteKind.QUESTION: _("question"),
        NoteKind.ACTION: _("action"),
        NoteKind.DECISION: _("agreed"),
        NoteKind.EXAMPLE: _("example"),
        NoteKind.DISAGREEMENT: _("disagreement"),
        NoteKind.REFLECTION: _("reflection"),
    }[kind]


def chips_of(line: Line, roster: Roster) -> tuple[Chip, ...]:
    """Return how a line was understood; nothing for plain words, for these need no telling."""
    if isinstance(line, Mend):
        return (Chip(_("mends: {old} → {new}").format(old=line.old, new=line.new), Tone.KIND),)
    if isinstance(line, Help):
        return (Chip(_("Enter shows all keys"), Tone.KIND),)
    if isinstance(line, Blank):
        return ()
    return tuple(_of_kept(line, roster))


def _of_kept(kept: Kept, roster: Roster) -> Iterator[Chip]:
    if kept.is_off_record:
        yield Chip(_("Off the record"), Tone.OFF)
    if kept.kind is not NoteKind.POINT:
        yield Chip(kind_words(kept.kind).capitalize(), Tone.KIND)
    elif kept.spans:
        yield Chip(_("holds exact words"), Tone.KIND)
    if kept.is_worth_quoting:
        yield Chip(_("worth quoting"), Tone.KIND)
    yield from _people(kept, roster)
    for number, strand in enumerate(roster.strands):
        if strand.id in kept.strands:
            yield Chip(f"{strand.code} · {strand.title}", Tone.STRAND, number)
    if "@@" in kept.words:
        yield Chip(_("gap"), Tone.ASKED)


def _people(kept: Kept, roster: Roster) -> Iterator[Chip]:
    names = {seat.id: seat.shown for seat in roster.seats if seat.id in {kept.said_by, kept.owner}}
    if kept.said_by:
        yield Chip(names.get(kept.said_by, ""))
    if kept.is_speaker_unknown:
        yield Chip(_("who said this?"), Tone.ASKED)
    if kept.goes_on:
        yield Chip(_("the same speaker"))
    for asked in (kept.asked_speaker, kept.owner_asked):
        if asked:
            yield Chip(_("who is ‘{name}’?").format(name=asked), Tone.ASKED)
    if kept.owner:
        yield Chip(_("for {name}").format(name=names.get(kept.owner, "")))
    if kept.due:
        yield Chip(_("by {date}").format(date=kept.due))
    for name in kept.added:
        yield Chip(_("new here: {name}").format(name=name))


class ChipPainter:
    """Measures and paints chips in the look in force."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.renew()

    def renew(self) -> None:
        """Take in another look."""
        self._font = self._theme.font(12, is_bold=True)
        self._metrics = QFontMetricsF(self._font)
        self.gap = self._theme.px(6)
        self.high = self._theme.px(CHIP_HIGH)

    def width(self, chip: Chip) -> float:
        """Return how wide a chip is."""
        return self._metrics.horizontalAdvance(chip.words) + 2 * self._theme.px(9) + 2

    def elided(self, chip: Chip, wide: float) -> Chip:
        """Return a chip that is no wider than ``wide``."""
        inside = max(wide - 2 * self._theme.px(9) - 2, 1)
        words = self._metrics.elidedText(chip.words, Qt.TextElideMode.ElideRight, inside)
        return Chip(words, chip.tone, chip.number)

    def paint(self, painter: QPainter, at: QPointF, chip: Chip) -> float:
        """Paint a chip with its top left corner somewhere, and return how wide it is."""
        wide = self.width(chip)
        ink, ground = self._colours(chip)
        box = QRectF(at.x(), at.y(), wide, self.high).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(_mixed(ground, ink), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(ink)
        painter.setFont(self._font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip.words)
        return wide

    def _colours(self, chip: Chip) -> tuple[QColor, QColor]:
        if chip.tone is Tone.STRAND:
            ink, ground = self._theme.strand(chip.number)
        else:
            ink, ground = {
                Tone.PLAIN: ("ink", "sunken"),
                Tone.KIND: ("accent", "accent_soft"),
                Tone.ASKED: ("amber", "amber_soft"),
                Tone.OFF: ("live", "live_soft"),
            }[chip.tone]
        return self._theme.colour(ink), self._theme.colour(ground)


def _mixed(ground: QColor, ink: QColor) -> QColor:
    """Return the colour of an edge: the ground with a little of the ink in it."""
    share = 0.18
    return QColor.fromRgbF(
        ground.redF() * (1 - share) + ink.redF() * share,
        ground.greenF() * (1 - share) + ink.greenF() * share,
        ground.blueF() * (1 - share) + ink.blueF() * share,
    )


class ChipRow(QWidget):
    """The chips of the line being typed, and at the right the keys that keep it while there is room for them."""

    def __init__(self, theme: Theme, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = ChipPainter(theme)
        self._hints = tuple(hints)
        self.chips: tuple[Chip, ...] = ()
        self.setObjectName("line chips")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("How the line is understood"))
        theme.changed.connect(self._on_theme_changed)

    def tell(self, chips: tuple[Chip, ...]) -> None:
        """Show other chips."""
        if chips != self.chips:
            self.chips = chips
            self.setAccessibleDescription(", ".join(chip.words for chip in chips))
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a chip; the width is what there is."""
        return QSize(self._theme.px(100), self._painter.high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chips that fit, the last of them shortened, and the keys in the room that is left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for chip in self.chips:
            room = self.width() - left
            if room < self._theme.px(40):
                break
            left += self._painter.paint(painter, QPointF(left, 0), self._painter.elided(chip, room))
            left += self._painter.gap
        self._paint_hints(painter, left)
        painter.end()

    def _paint_hints(self, painter: QPainter, left: float) -> None:
        px = self._theme.px
        key_font, words_font = self._theme.font(12), self._theme.font(12)
        keys, words = QFontMetricsF(key_font), QFontMetricsF(words_font)
        right = float(self.width())
        for key, said in reversed(self._shown_hints(keys, words, right - left - px(10))):
            right -= words.horizontalAdvance(said)
            painter.setFont(words_font)
            painter.setPen(self._theme.colour("muted"))
            box = QRectF(right, 0, words.horizontalAdvance(said) + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, said)
            wide = keys.horizontalAdvance(key) + px(10)
            right -= wide + px(4)
            cap = QRectF(right, 0.5, wide, self.height() - 1)
            painter.setBrush(self._theme.colour("surface"))
            painter.setPen(QPen(self._theme.colour("line"), 1))
            painter.drawRoundedRect(cap, px(4), px(4))
            painter.setFont(key_font)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            right -= px(12)

    def _shown_hints(self, keys: QFontMetricsF, words: QFontMetricsF, room: float) -> list[tuple[str, str]]:
        """Return the hints there is room for; the last, which shows all keys, stays longest."""
        px = self._theme.px
        shown = list(self._hints)
        while shown:
            wide = sum(
                keys.horizontalAdvance(key) + words.horizontalAdvance(said) + px(26) for key, said in shown
            )
            if wide <= room:
                return shown
            shown.pop(-2 if len(shown) > 1 else -1)
        return []

    @Slot()
    def _on_theme_changed(self) -> None:
        self._painter.renew()
        self.updateGeometry()
        self.update()
