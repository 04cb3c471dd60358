"""Keeping off-the-record words: sealed with a key that lies outside the archive, on this computer alone."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessions.errors import KnownError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_MARK: Final = "sealed:1:"
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32


class Seal:
    """Seals and opens text with the key in a file, which is made when it is first needed."""

    def __init__(self, key_path: Path) -> None:
        self._key_path = key_path

    def close(self, words: str) -> str:
        """Return the text as nobody without the key can read it.

        Raises KnownError ``private_key_unusable`` where the key cannot be made or is none.
        """
        nonce = os.urandom(_NONCE_BYTES)
        try:
            sealed = _cipher(self._key_made()).encrypt(nonce, words.encode(), None)
        except (OSError, ValueError) as error:
            raise KnownError("private_key_unusable", path=str(self._key_path)) from error
        return _MARK + base64.b64encode(nonce + sealed).decode()

    def open(self, sealed: str) -> str:
        """Return the text that was sealed; raises KnownError ``sealed_elsewhere`` where the key is another's."""
        # Imported where used: start-up must not pay for it.
        from cryptography.exceptions import InvalidTag

        try:
            raw = base64.b64decode(sealed.removeprefix(_MARK), validate=True)
            key = self._key_path.read_bytes()
            return _cipher(key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
        except (OSError, InvalidTag, ValueError) as error:
            raise KnownError("sealed_elsewhere", path=str(self._key_path)) from error

    def _key_made(self) -> bytes:
        if not self._key_path.exists():
            self._key_path.parent.mkdir(parents=True, exist_ok=True)
            # It has its name only once it is whole and on the disk: words sealed with half a key are lost.
            unfinished = self._key_path.with_name(f"{self._key_path.name}.{os.getpid()}")
            made = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(made, "wb") as file:
                file.write(os.urandom(_KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._key_path)
            _flush_folder(self._key_path.parent)
        return self._key_path.read_bytes()


def _flush_folder(folder: Path) -> None:
    if (
        os.name == "posix"
    ):  # Elsewhere a folder cannot be opened, and a rename is on the disk when it returns.
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _cipher(key: bytes) -> ChaCha20Poly1305:
    # Imported where used: start-up must not pay for it.
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def is_sealed(text: str) -> bool:
    """Tell whether a text is a sealed one."""
    return text.startswith(_MARK)
