"""Columns share the width by what they hold, and what is too long goes on below, at any size of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView, QWidget

from ui.plan.column_widths import Needs, needs_of, shared
from ui.plan.line_table import LineTable
from ui.plan.lists_models import GroupLine, LinesModel, group_columns
from ui.theme import Scheme

NEEDS = st.builds(lambda least, more: Needs(least, least + more), st.integers(1, 200), st.integers(0, 300))


@given(st.lists(NEEDS, min_size=1, max_size=8), st.integers(0, 2000))
def test_what_there_is_is_filled_and_no_word_is_cut(columns: list[Needs], wide: int) -> None:
    given = shared(columns, wide)
    assert all(has >= one.least for has, one in zip(given, columns, strict=True))
    assert sum(given) == max(wide, sum(one.least for one in columns))


def test_a_column_that_needs_little_has_what_it_needs_while_others_are_broken() -> None:
    assert shared([Needs(40, 40), Needs(60, 300), Needs(60, 300)], 320) == [40, 140, 140]
    assert shared([], 100) == []


def test_a_line_may_end_after_a_space_or_a_hyphen() -> None:
    assert needs_of(["Vaughan-Rees", "a b", ""], len, 100) == Needs(8, 12)
    assert needs_of(["Unbroken" * 9], len, 20) == Needs(20, 20)
    assert needs_of([], len, 20) == Needs(0, 0)


@pytest.mark.parametrize("wide", [380, 560, 900])
@pytest.mark.parametrize("text_size", [100, 200])
def test_every_word_has_room_in_its_cell(theme, wide: int, text_size: int) -> None:
    lines = [
        GroupLine("g1", "Keys, codes and passwords", "What only one of us can open", "Callum Reid-Osei", 6),
        GroupLine("g2", "Baths", "", "", 0),
    ]
    theme.wear(Scheme.LIGHT, text_size)
    page = QWidget()
    page.resize(wide, 600)
    model = LinesModel(group_columns(), ("title",), page)
    table = LineTable("groups", "Groups", model, theme, page)
    table.resize(wide, 10)
    page.show()
    model.show(lines)
    face = QFontMetrics(theme.font(14))
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            words = model.index(row, column).data()
            room = table.visualRect(model.index(row, column)).size()
            longest = max(
                (face.horizontalAdvance(word) for word in words.replace("-", "- ").split()), default=0
            )
            assert longest <= room.width() - theme.px(18)
            needed = face.boundingRect(0, 0, room.width() - theme.px(20), 9999, 0x1000, words).height()
            assert needed <= room.height()
    assert table.height() >= sum(table.rowHeight(row) for row in range(model.rowCount()))
    assert isinstance(table, QTableView)
    page.close()
    page.deleteLater()
