"""What Qt itself says – the dialog for files, menus of text fields – in the language that was chosen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator


def speak(language: str, application: QCoreApplication) -> QTranslator | None:
    """Have Qt speak a language, dates and times as well; without words of its own in it, None is returned."""
    locale = QLocale(language)
    QLocale.setDefault(locale)
    words = QTranslator(application)
    where = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(locale, "qtbase", "_", where):
        application.installTranslator(words)
        return words
    words.deleteLater()
    return None
