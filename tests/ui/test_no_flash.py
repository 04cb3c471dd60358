"""Going from place to place opens no window, not even for a moment, and leaves the keyboard in the one there is."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.stage import staged
from ui.place import Where


class Watch(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_place_flashes(live, qapp: QApplication, sample) -> None:
    async def life() -> None:
        watch = Watch()
        async with staged(sample.home) as stage:
            qapp.installEventFilter(watch)
            try:
                await stage.go(Where("plan", stage.first("gathering")))
                await stage.go(Where("capture", group=stage.breakout()))
                assert stage.window.isActiveWindow()
                stage.type("The stove is lit")
                assert stage.window.place("capture").take_back()
                await stage.go(Where("home"))
            finally:
                qapp.removeEventFilter(watch)
            assert watch.seen == []

    live(life)
