"""The floor: a window of PySide6 with one line in it, and the moment at which it has been painted."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit


class Bare(QMainWindow):
    """Ends the program once it has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QPlainTextEdit(self)
        self.setCentralWidget(self.line)
        self._is_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.finish)

    def finish(self) -> None:
        """Say when that was, and on how many seconds of the processor."""
        print("painted", time.monotonic(), time.process_time(), flush=True)
        QApplication.exit(0)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Bare()
    window.resize(1360, 850)
    window.show()
    sys.exit(application.exec())
