"""Keeping off-the-record words: sealed with a key that lies outside the archive, on this computer alone."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Final

from sessions.errors import KnownError

_MARK: Final = "sealed:1:"
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32


class Seal:
    """Seals and opens text with the key in a file, which is made when it is first needed."""

    def __init__(self, key_path: Path) -> None:
        self._key_path = key_path

    def close(self, words: str) -> str:
        """Return the text as nobody without the key can read it."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher(self._key_made()).encrypt(nonce, words.encode(), None)
        return _MARK + base64.b64encode(nonce + sealed).decode()

    def open(self, sealed: str) -> str:
        """Return the text that was sealed; raises KnownError ``sealed_elsewhere`` where the key is another's."""
        # Imported where used: start-up must not pay for it.
        from cryptography.exceptions import InvalidTag

        raw = base64.b64decode(sealed.removeprefix(_MARK))
        try:
            key = self._key_path.read_bytes()
            return self._cipher(key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
        except (OSError, InvalidTag, ValueError) as error:
            raise KnownError("sealed_elsewhere", path=str(self._key_path)) from error

    def _key_made(self) -> bytes:
        if not self._key_path.exists():
            self._key_path.parent.mkdir(parents=True, exist_ok=True)
            made = os.open(self._key_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as file:
                file.write(os.urandom(_KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
        return self._key_path.read_bytes()

    @staticmethod
    def _cipher(key: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN205 - its class is imported late
        # Imported where used: start-up must not pay for it.
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        return ChaCha20Poly1305(key)


def is_sealed(text: str) -> bool:
    """Tell whether a text is a sealed one."""
    return text.startswith(_MARK)
