"""What Qt itself says follows the language that was chosen, where Qt has it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog

from ui import qt_words


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    before = QLocale()
    yield qapp
    QLocale.setDefault(before)
    for words in qapp.findChildren(QTranslator):
        qapp.removeTranslator(words)
        words.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def cancel() -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    words = box.button(QDialogButtonBox.StandardButton.Cancel).text()
    box.deleteLater()
    return words


def test_buttons_and_the_dialog_for_files_speak_german(application: QApplication) -> None:
    assert cancel() == "Cancel"
    assert qt_words.speak("de", application) is not None
    assert cancel() == "Abbrechen"
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.labelText(QFileDialog.DialogLabel.FileType) == "Dateien des &Typs:"
    dialog.deleteLater()
    assert QLocale().toString(QDate(2027, 3, 4), "d MMMM") == "4 März"


def test_a_country_falls_back_to_its_language(application: QApplication) -> None:
    assert qt_words.speak("de_AT", application) is not None
    assert cancel() == "Abbrechen"


def test_without_words_of_its_own_qt_says_them_in_english(application: QApplication) -> None:
    assert qt_words.speak("cy", application) is None
    assert cancel() == "Cancel"
    assert QLocale().language() is QLocale.Language.Welsh
