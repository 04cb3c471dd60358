"""The line on its own: what keys do to its text, and that nothing changes it unasked."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sessions.breakouts import Seat
from sessions.capture import Kept, Roster, parse_line
from sessions.network import Strand
from sessions.notes import NoteKind
from ui.capture.line import CaptureLine
from ui.capture.line_chips import Tone, chips_of
from ui.capture.line_completion import Names
from ui.capture.line_edit import MOST_LINES
from ui.capture.line_text import as_key_message, cleaned, is_off_the_record, with_speaker, without_off_mark
from ui.theme import Scheme, Theme

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ROSTER = Roster(
    (
        Seat("meg", "g", "Meg Tarn", "mt"),
        Seat("olga", "g", "Olga Prentis", "op"),
        Seat("olga2", "g", "Olga Whitfield", "ow"),
    ),
    (Strand("ks", "n", "KS", "Keys and stairs"), Strand("lw", "n", "LW", "Listening well")),
)


@pytest.fixture
def line(theme: Theme) -> Iterator[CaptureLine]:
    """Return a line in a window, with people and strands to name."""
    window = QWidget()
    rows = QVBoxLayout(window)
    made = CaptureLine(theme, window)
    rows.addStretch(1)
    rows.addWidget(made)
    made.know(ROSTER, ("Ana Brik", "Meg Tarn"))
    window.resize(700, 400)
    window.show()
    made.edit.setFocus()
    yield made
    window.close()
    window.deleteLater()


def typed(line: CaptureLine, text: str) -> None:
    QTest.keyClicks(line.edit, text)


def kept(line: CaptureLine) -> list[str]:
    lines: list[str] = []
    line.keep_requested.connect(lines.append)
    return lines


def test_enter_keeps_and_shift_enter_breaks(line: CaptureLine) -> None:
    lines = kept(line)
    typed(line, "one")
    QTest.keyClick(line.edit, KEYS.Key_Return, SHIFT)
    typed(line, "two")
    QTest.keyClick(line.edit, KEYS.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert lines == ["one\ntwo"]
    assert line.text == ""


def test_the_field_grows_to_six_lines_and_no_further(line: CaptureLine) -> None:
    one = line.edit.height()
    heights = []
    for _number in range(MOST_LINES + 2):
        QTest.keyClick(line.edit, KEYS.Key_Return, SHIFT)
        heights.append(line.edit.height())
    assert heights[0] > one
    assert heights == sorted(heights)
    assert heights[-1] == heights[MOST_LINES - 2]
    line.clear()
    assert line.edit.height() == one


def test_a_name_is_offered_and_taken_only_if_asked(line: CaptureLine) -> None:
    lines = kept(line)
    typed(line, "we baked @ol")
    assert line.completion.isVisible()
    assert line.text == "we baked @ol"
    QTest.keyClick(line.edit, KEYS.Key_Down)
    assert line.completion.chosen is not None
    QTest.keyClick(line.edit, KEYS.Key_Return)
    assert line.text.startswith("we baked @")
    assert isinstance(understood := parse_line(line.text, ROSTER), Kept)
    assert understood.said_by == "olga"
    assert not lines, "the first Enter takes the name, the next keeps the line"
    line.clear()
    typed(line, "we baked @ol")
    QTest.keyClick(line.edit, KEYS.Key_Return)
    assert lines == ["we baked @ol"], "nothing was highlighted, so the line is kept as it was typed"


def test_tab_takes_a_strand_and_escape_closes_the_offers(line: CaptureLine) -> None:
    typed(line, "on stairs #lis")
    QTest.keyClick(line.edit, KEYS.Key_Tab)
    assert line.text == "on stairs #LW "
    typed(line, "#k")
    assert line.completion.isVisible()
    QTest.keyClick(line.edit, KEYS.Key_Escape)
    assert not line.completion.isVisible()
    assert line.text == "on stairs #LW #k"


def test_somebody_of_the_network_is_offered_after_a_plus_and_nobody_twice() -> None:
    names = Names(ROSTER, ("Ana Brik", "Meg Tarn"))
    assert [offer.text for offer in names.offers("+An")] == ["+Ana Brik "]
    assert names.offers("+Meg") == ()
    assert [offer.text for offer in names.offers("meg")] == ["Meg Tarn: "]
    assert [offer.text for offer in names.offers("mt")] == ["Meg Tarn: "]
    assert names.offers("me") == ()
    assert names.offers("me too, I said") == ()
    assert names.offers("mail a@ol") == ()


def test_keys_mark_the_line(line: CaptureLine) -> None:
    typed(line, "said aloud")
    line.edit.selectAll()
    line.quote()
    assert line.text == '"said aloud"'
    line.say_who("meg")
    assert line.text == 'Meg Tarn: "said aloud"'
    line.say_who("olga2")
    assert line.text == 'Olga Whitfield: "said aloud"'
    line.say_who("olga2")
    assert line.text == '"said aloud"'
    line.switch_off_the_record()
    assert is_off_the_record(line.text, ROSTER)
    assert line.chips.chips[0].tone is Tone.OFF
    line.switch_off_the_record()
    assert line.text == '"said aloud"'


@pytest.mark.parametrize(
    "text", ["Lend it", '"Lend it"', "?Lend it", "Meg: Lend it", "@meg ?Lend it", "... Lend it", "!Lend it"]
)
def test_any_line_can_be_a_key_message(text: str) -> None:
    line = parse_line(as_key_message(text, ROSTER), ROSTER)
    before = parse_line(text, ROSTER)
    assert isinstance(line, Kept)
    assert isinstance(before, Kept)
    assert line.kind is NoteKind.KEY_MESSAGE
    assert line.words.strip('"') == before.words
    assert (line.said_by, line.goes_on) == (before.said_by, before.goes_on)


def test_a_speaker_is_put_where_one_was_named() -> None:
    assert with_speaker("zq: we baked", "meg", ROSTER) == "Meg Tarn: we baked"
    assert with_speaker("?: we baked", "meg", ROSTER) == "Meg Tarn: we baked"
    assert with_speaker("", "meg", ROSTER) == "Meg Tarn: "
    again = parse_line(with_speaker("we baked @meg", "olga", ROSTER), ROSTER)
    assert isinstance(again, Kept)
    assert again.said_by == "olga"
    assert without_off_mark("we baked -x #KS", ROSTER) == "we baked #KS"


def test_text_is_cleaned_at_the_edge() -> None:
    told = cleaned("a\x00b\r\nc\u2028d\te\x1b")
    assert told.text == "a�b\nc\nd\te�"
    assert told.replaced == 2


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("plain words", []),
        ('"exact"', ["Quote"]),
        ('she said "so it was" and left', ["holds exact words"]),
        ("zq: words", ["who is ‘zq’?"]),
        (">@meg copy it by 3 Nov", ["Action", "for Meg Tarn", "by 3 Nov"]),
        ("the @@ soup #KS", ["KS · Keys and stairs", "gap"]),
        ("we baked +Ana Brik", ["new here: Ana Brik"]),
        ("s/soup/bread/", ["mends: soup → bread"]),
        ("?", ["Enter shows all keys"]),
        ("=we start in May -x", ["Off the record", "Agreed"]),
    ],
)
def test_chips_say_how_it_is_understood(text: str, chips: list[str]) -> None:
    assert [chip.words for chip in chips_of(parse_line(text, ROSTER), ROSTER)] == chips


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_line_follows_the_size_of_text_and_the_colours(
    line: CaptureLine, theme: Theme, scheme: Scheme, size: int
) -> None:
    theme.wear(scheme, size)
    typed(line, "!Lend it #KS")
    line.edit.resize(line.edit.size())
    assert line.edit.fontMetrics().height() >= size * 17 // 100
    assert line.chips.sizeHint().height() == theme.px(21)
    theme.wear(Scheme.LIGHT, 100)


def test_a_draft_is_told_though_nobody_pauses(line: CaptureLine, qtbot: QtBot) -> None:
    drafts: list[str] = []
    line.draft_changed.connect(drafts.append)
    typing = QTimer(line)
    typing.setInterval(20)
    typing.timeout.connect(lambda: typed(line, "x"))
    typing.start()
    qtbot.waitUntil(lambda: len(drafts) > 1)
    typing.stop()
    assert drafts[0] in line.text
    line.clear()


def test_what_was_taken_back_can_be_typed_again(line: CaptureLine) -> None:
    typed(line, "half a line")
    assert line.take_back()
    assert line.text == ""
    QTest.keyClick(line.edit, KEYS.Key_Z, CTRL | SHIFT)
    assert line.text == "half a line"
