"""The item models of Plan keep to the rules that views rely on."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from facilitator.running_orders import OrderRow
from sessions.agenda import PartKind
from ui.plan.lists_models import GroupLine, LinesModel, group_columns
from ui.plan.models import CODE, SESSION_FORMAT, OrderModel, spoken

TESTING = QAbstractItemModelTester.FailureReportingMode.Fatal
ONE = OrderRow(
    id="a", key="welcome", title="Welcome", starts="10:00", ends="10:20", start=600, end=620, kind=PartKind.PLENARY,
    strand="Keeping house", strand_number=1, line="Plenary", length=20, length_text="20 min", is_protected=True,
    fixed_start="", must_end="10:20", over=0, over_text="", groups=0, parts=(),
)  # fmt: skip


def row(name: str, **more) -> OrderRow:
    return replace(ONE, id=name, title=name, **more)


def test_time_that_is_free_before_a_session_is_read_aloud() -> None:
    assert spoken(row("a", free=25, free_text="25 min free")).startswith(
        "25 min free before it, 10:00 to 10:20"
    )


def test_order_becomes_other_rows_step_by_step(qapp) -> None:
    model = OrderModel()
    tester = QAbstractItemModelTester(model, TESTING)
    happened: list[str] = []
    model.rowsInserted.connect(lambda *_: happened.append("inserted"))
    model.rowsRemoved.connect(lambda *_: happened.append("removed"))
    model.rowsMoved.connect(lambda *_: happened.append("moved"))
    model.modelReset.connect(lambda: happened.append("reset"))
    for names in ("abcd", "acbd", "dacb", "dc", "", "xyz", "zyxw", "w"):
        model.show([row(name) for name in names], {})
        assert "".join(one.id for one in model.rows) == names
    assert set(happened) == {"inserted", "removed", "moved"}
    tester.deleteLater()
    model.deleteLater()


def test_row_is_read_aloud_as_a_sentence(qapp) -> None:
    model = OrderModel()
    model.show([ONE], {"Keeping house": "KH"})
    index = model.index_of("a")
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "10:00 to 10:20, Welcome, strand Keeping house, Plenary, 20 min, protected, must end 10:20"
    assert index.data(CODE) == "KH"
    assert bytes(model.mimeData([index]).data(SESSION_FORMAT).data()) == b"a"
    assert not model.index_of("nobody").isValid()
    model.deleteLater()


def test_lines_tell_what_is_typed_and_change_nothing_themselves(qapp) -> None:
    model = LinesModel(group_columns(), ("title", "note_taker", "topic"))
    tester = QAbstractItemModelTester(model, TESTING)
    model.show([GroupLine("g", "Group 1", "", "", 3)])
    typed: list[tuple[str, str, str]] = []
    model.typed.connect(lambda *what: typed.append(what))
    model.setData(model.index(0, 0), " Keys ")
    model.setData(model.index(0, 2), "")
    assert typed == [("g", "title", "Keys")]
    assert model.index(0, 0).data() == "Group 1"
    assert not model.flags(model.index(0, 3)) & Qt.ItemFlag.ItemIsEditable
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Note-taker: nothing yet"
    tester.deleteLater()
    model.deleteLater()
