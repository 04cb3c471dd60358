"""How the window looks: colours light and dark, faces, sizes; all of it follows the size of text that is wished."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from facilitator import paths

SANS: Final = ("Facilitator Sans", "Facilitator Fallback", "Facilitator Emoji")
SERIF: Final = ("Facilitator Serif", "Facilitator Fallback", "Facilitator Emoji")
ICONS: Final = paths.RESOURCES / "icons"
FIRST_FACES: Final = "FacilitatorSans-Regular.ttf"
"""All that the first picture is written in."""
SMALLEST: Final = 12
"""Pixels at 100 %: nothing on the screen is smaller."""


class Scheme(StrEnum):
    """Which colours are wished."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tokens(NamedTuple):
    """The colours, as ``#rrggbb``. Each ``…_soft`` is the ground that the colour of the same name stands on."""

    paper: str
    surface: str
    sunken: str
    line: str
    field: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    live: str
    live_soft: str
    amber: str
    amber_soft: str
    ok: str
    s1: str
    s1_soft: str
    s2: str
    s2_soft: str
    s3: str
    s3_soft: str
    s4: str
    s4_soft: str
    rail: str
    rail_ink: str
    rail_on: str
    rail_ring: str


LIGHT: Final = Tokens(
    paper="#FBFAF7",
    surface="#FFFFFF",
    sunken="#F3F1EB",
    line="#E3DFD6",
    field="#857F73",
    ink="#1D2A33",
    muted="#5B6770",
    accent="#1F5F5B",
    on_accent="#FFFFFF",
    accent_soft="#DDECEA",
    live="#B83A28",
    live_soft="#FBE9E6",
    amber="#8A5A00",
    amber_soft="#FBF0D9",
    ok="#287146",
    s1="#A84825",
    s1_soft="#FBEDE6",
    s2="#6D3F8C",
    s2_soft="#F3EAF8",
    s3="#1F6FB2",
    s3_soft="#E6F0F9",
    s4="#287146",
    s4_soft="#E6F3EB",
    rail="#14322F",
    rail_ink="#CFE3E0",
    rail_on="#235954",
    rail_ring="#6FC7BC",
)

DARK: Final = Tokens(
    paper="#11181B",
    surface="#182226",
    sunken="#0C1214",
    line="#2A363B",
    field="#6F7F85",
    ink="#E9EDEB",
    muted="#A7B4B8",
    accent="#6FC7BC",
    on_accent="#0C1214",
    accent_soft="#17322F",
    live="#FF8F7A",
    live_soft="#3A1D18",
    amber="#E9B64D",
    amber_soft="#33270D",
    ok="#80CE9C",
    s1="#F2986F",
    s1_soft="#37211A",
    s2="#CBA3E4",
    s2_soft="#2B2036",
    s3="#84BCEF",
    s3_soft="#182938",
    s4="#80CE9C",
    s4_soft="#162C20",
    rail="#0C1214",
    rail_ink="#CFE3E0",
    rail_on="#17322F",
    rail_ring="#6FC7BC",
)


class Theme(QObject):
    """The look in force; whoever paints asks it, and paints again when it has ``changed``."""

    changed = Signal()

    def __init__(self, scheme: Scheme = Scheme.SYSTEM, text_size: int = 100) -> None:
        super().__init__()
        self._scheme = scheme
        self._text_size = text_size
        self._fonts: dict[tuple[int, bool, bool], QFont] = {}
        self._sheet = ""

    @property
    def scheme(self) -> Scheme:
        """Return which colours are wished."""
        return self._scheme

    @property
    def text_size(self) -> int:
        """Return the size of text in per cent."""
        return self._text_size

    @property
    def scale(self) -> float:
        """Return by how much everything is larger than usual."""
        return self._text_size / 100

    @property
    def is_dark(self) -> bool:
        """Tell whether the dark colours are in force."""
        if self._scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    @property
    def tokens(self) -> Tokens:
        """Return the colours in force."""
        return DARK if self.is_dark else LIGHT

    def px(self, pixels: float) -> int:
        """Return a measure that is ``pixels`` at 100 %."""
        return round(pixels * (self._text_size / 100))

    def colour(self, name: str) -> QColor:
        """Return a colour by the name of its token."""
        return QColor(getattr(self.tokens, name))

    def strand(self, number: int) -> tuple[str, str]:
        """Return the names of the colour and ground of the strand that is ``number`` in the list, counted from 0."""
        name = f"s{number % 4 + 1}"
        return name, f"{name}_soft"

    def font(self, pixels: float = 14, *, is_bold: bool = False, is_serif: bool = False) -> QFont:
        """Return a face at a size that is ``pixels`` at 100 %."""
        asked = (max(self.px(pixels), 1), is_bold, is_serif)
        if asked not in self._fonts:
            # Every row that is painted asks for two or three.
            self._fonts[asked] = _face(*asked)
        return QFont(self._fonts[asked])

    def wear(self, scheme: Scheme, text_size: int) -> None:
        """Change the look of the whole program."""
        self._scheme, self._text_size = scheme, text_size
        self.apply()

    def dress(self) -> None:
        """Give the application its style sheet, which takes longer than the first picture and is not seen in it."""
        self._sheet = (paths.RESOURCES / "styles" / "window.qss").read_text("utf-8")
        self.apply()

    def apply(self) -> None:
        """Give the application palette and face, the style sheet once it has one, and have everything painted again."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(self._palette())
        application.setFont(self.font())
        application.setStyleSheet(self._styled())
        self.changed.emit()

    def _styled(self) -> str:
        """Return the style sheet with the colours in force and every size in proportion: ``@ink`` and ``14px``."""
        shape = "dark" if self.is_dark else "light"
        sheet = self._sheet.replace("icons:", ICONS.as_posix() + "/").replace("-shape.svg", f"-{shape}.svg")
        coloured = re.sub(r"@(\w+)", lambda found: str(getattr(self.tokens, found[1])), sheet)
        return re.sub(r"(\d+)px", lambda found: f"{self.px(int(found[1]))}px", coloured)

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, name in (
            (roles.Window, "paper"),
            (roles.WindowText, "ink"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "sunken"),
            (roles.Text, "ink"),
            (roles.PlaceholderText, "muted"),
            (roles.Button, "surface"),
            (roles.ButtonText, "ink"),
            (roles.BrightText, "live"),
            (roles.ToolTipBase, "surface"),
            (roles.ToolTipText, "ink"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.Link, "accent"),
            (roles.LinkVisited, "accent"),
            (roles.Light, "surface"),
            (roles.Midlight, "sunken"),
            (roles.Mid, "line"),
            (roles.Dark, "field"),
            (roles.Shadow, "sunken"),
        ):
            palette.setColor(role, self.colour(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        return palette


def load_faces() -> None:
    """Make the faces that the window is written in known to Qt."""
    for face in sorted(paths.fonts().glob(FIRST_FACES)):
        QFontDatabase.addApplicationFont(str(face))


def load_other_faces() -> None:
    """Make the others known too, which no first picture needs."""
    for face in sorted(set(paths.fonts().glob("*.ttf")) - set(paths.fonts().glob(FIRST_FACES))):
        QFontDatabase.addApplicationFont(str(face))


def _face(size: int, is_bold: bool, is_serif: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(SERIF if is_serif else SANS))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
