"""One window for one data folder: a second start hands over what it was asked to open, and ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCryptographicHash, QObject, Signal, Slot
from PySide6.QtNetwork import QAbstractSocket, QLocalServer, QLocalSocket

from ui.door import close_door, open_door

PATIENCE_MS: Final = 2_000
MOST_BYTES: Final = 64 * 1024
HEARD: Final = b"heard\n"


class OnlyOne(QObject):
    """The door of the first window, at which later ones knock."""

    knocked = Signal(str, str)
    """Somebody started the program again: the archive they named and the group, '' where they named none."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        kept = QCryptographicHash.hash(str(home.absolute()).encode(), QCryptographicHash.Algorithm.Sha256)
        self.name = "facilitator-" + bytes(kept.toHex().data()).decode()[:20]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)
        self._heard: dict[QLocalSocket, bytes] = {}

    def knock(self, archive: Path | None, group: str = "") -> bool:
        """Hand an archive and a group to the window that is open already; False where there is none that answers."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        named = str(archive.absolute()) if archive is not None else ""
        socket.write(json.dumps({"archive": named, "group": group}).encode() + b"\n")
        is_heard = socket.waitForReadyRead(PATIENCE_MS) and bytes(socket.readAll().data()) == HEARD
        socket.disconnectFromServer()
        return is_heard

    def listen(self) -> bool:
        """Be the first window; what one that was stopped left behind is cleared away."""
        open_door(self._home)
        if self._server.listen(self.name):
            return True
        if self._server.serverError() is QAbstractSocket.SocketError.AddressInUseError:
            QLocalServer.removeServer(self.name)
            return self._server.listen(self.name)
        return False

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()
        close_door(self._home)

    @Slot()
    def _on_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._heard[socket] = b""
            socket.readyRead.connect(self._on_ready_read)
            socket.disconnected.connect(self._on_disconnected)
            self._hear(socket)

    @Slot()
    def _on_ready_read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        self._heard[socket] += bytes(socket.readAll().data())
        said, end, _rest = self._heard[socket].partition(b"\n")
        if not end:
            if len(said) > MOST_BYTES:
                socket.abort()
            return
        socket.write(HEARD)
        socket.flush()
        self.knocked.emit(_named(said, "archive"), _named(said, "group"))

    @Slot()
    def _on_disconnected(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._heard.pop(socket, None)
            socket.deleteLater()


def _named(said: bytes, what: str) -> str:
    try:
        found = json.loads(said)[what]
    except (ValueError, KeyError, TypeError):
        return ""
    return found if isinstance(found, str) else ""
