"""The floor: a window of PySide6 with nothing in it, and the moment of its first paint."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow


class Bare(QMainWindow):
    """Ends the program once it has been painted and its line has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(self)
        self.setCentralWidget(self.line)
        self.painted = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = time.time()
            QTimer.singleShot(0, self.finish)

    def finish(self) -> None:
        if not self.line.hasFocus():
            self.line.setFocus()
        print(self.painted, time.time(), flush=True)
        QApplication.exit(0)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Bare()
    window.resize(1360, 850)
    window.show()
    sys.exit(application.exec())
