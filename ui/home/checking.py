"""The third door: a document that is already written, looked through by a second pair of eyes."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from sessions.errors import KnownError
from ui.aio import ask, in_thread
from ui.bridge import Bridge
from ui.error_words import words_of
from ui.theme import Theme
from ui.widgets.labels import label

if TYPE_CHECKING:
    from facilitator.proofing import Proof

MOST_SHOWN = 200
"""Doubts that are shown; a document with more is told in full by the copy."""


class CheckingPane(QWidget):
    """Asks for a document, says what to look at, and keeps nothing of it."""

    back_requested = Signal()
    file_dropped = Signal(str)
    choose_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("checking")
        self.setAcceptDrops(True)
        self._told: list[str] = []
        self._rows = QVBoxLayout(self)
        self._back = QPushButton(_("Back"), self)
        self._back.setObjectName("checking back")
        self._back.setProperty("kind", "link")
        self._back.clicked.connect(self.back_requested)
        self._rows.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addWidget(label(_("Check a document"), "large", parent=self))
        told = _(
            "Names are held against your register, quotations against what was captured, percentages against a "
            "hundred. The file is not changed, and nothing of it is kept."
        )
        self._rows.addWidget(label(told, "muted", "checking told", self))
        self._drop = self._drop_area()
        self._rows.addWidget(self._drop)
        self._summary = label("", "strong", "checking summary", self)
        self._rows.addWidget(self._summary)
        self._copy = self._made_copy()
        self._rows.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        self._found = QVBoxLayout()
        self._rows.addLayout(self._found)
        self._rows.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    def _drop_area(self) -> QFrame:
        area = QFrame(self)
        area.setObjectName("drop a document")
        area.setProperty("kind", "drop")
        self._inside = QVBoxLayout(area)
        here = label(_("Drop a Word, Markdown or text file here"), "strong", "drop here", area)
        here.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = QPushButton(_("Choose a document…"), area)
        self.choose.setObjectName("choose document")
        self.choose.setProperty("kind", "primary")
        self.choose.clicked.connect(self.choose_requested)
        self._inside.addWidget(here)
        self._inside.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        return area

    def _made_copy(self) -> QPushButton:
        copy = QPushButton(_("Copy the list"), self)
        copy.setObjectName("copy doubts")
        copy.clicked.connect(self._on_copy)
        copy.hide()
        return copy

    def _show_as_taking(self, *, is_taking: bool) -> None:
        """Show that what is held over the page would be taken."""
        self._drop.setProperty("on", "true" if is_taking else None)
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(40), px(24), px(40), px(24))
        self._rows.setSpacing(px(12))
        self._found.setSpacing(px(8))
        edge = px(28)
        self._inside.setContentsMargins(edge, edge, edge, edge)
        self._inside.setSpacing(px(12))

    def begin(self, path: Path) -> None:
        """Say that a document is being read."""
        self._clear()
        self._summary.setText(_("Reading {name}…").format(name=path.name))

    def show_proof(self, proof: Proof, summary: str, told: list[str]) -> None:
        """Show what was found, each with its paragraph."""
        self._clear()
        self._summary.setText(f"{proof.path.name} – {summary}")
        for one, words in list(zip(proof.doubted, told, strict=True))[:MOST_SHOWN]:
            self._found.addWidget(self._card(one.paragraph, words, proof.paragraphs[one.paragraph - 1]))
        self._told = [
            _("Paragraph {number}: {words}").format(number=one.paragraph, words=words)
            for one, words in zip(proof.doubted, told, strict=True)
        ]
        self._copy.setVisible(bool(self._told))

    def show_refusal(self, words: str) -> None:
        """Say why a document could not be read."""
        self._clear()
        self._summary.setText(words)

    def _card(self, number: int, words: str, paragraph: str) -> QFrame:
        card = QFrame(self)
        card.setProperty("kind", "card")
        card.setObjectName("doubt")
        rows = QVBoxLayout(card)
        rows.addWidget(label(words, parent=card))
        beginning = paragraph if len(paragraph) < 120 else paragraph[:117].rstrip() + "…"
        where = _("Paragraph {number}: {words}").format(number=number, words=beginning)
        rows.addWidget(label(where, "small", parent=card))
        return card

    def _clear(self) -> None:
        self._told = []
        self._copy.hide()
        while item := self._found.takeAt(0):
            if (card := item.widget()) is not None:
                card.hide()
                card.deleteLater()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._told))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file and nothing else."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()
            self._show_as_taking(is_taking=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take nothing after all."""
        super().dragLeaveEvent(event)
        self._show_as_taking(is_taking=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Look through the file that was dropped."""
        event.acceptProposedAction()
        self._show_as_taking(is_taking=False)
        self.file_dropped.emit(event.mimeData().urls()[0].toLocalFile())


async def chosen_document(parent: QWidget) -> Path | None:
    """Ask which document to look through."""
    dialog = QFileDialog(parent, _("Check a document"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(_("Documents (*.docx *.md *.markdown *.txt)"))
    if not await ask(dialog):
        return None
    return Path(dialog.selectedFiles()[0])


async def look_through(pane: CheckingPane, bridge: Bridge, path: Path) -> None:
    """Look a document through beside the window and show what was found."""
    # Word files are read with what a start must not pay for.
    from facilitator.proof_told import doubt_told, summary_told

    pane.begin(path)
    try:
        proof = await in_thread(bridge.app.proofing.look_through, path)
    except KnownError as error:
        pane.show_refusal(words_of(error))
        return
    pane.show_proof(proof, summary_told(proof), [doubt_told(one) for one in proof.doubted])
