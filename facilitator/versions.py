"""What became of a record, in words."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from gettext import gettext as _
from typing import Final

from facilitator.archive.queries import Reader
from facilitator.history import Version
from facilitator.sentences_of_gate import shortened
from sessions.journal import is_private
from sessions.ops import DELETED, REDACTED, Value, is_blank
from sessions.records import KINDS, to_value

UNTOLD: Final = frozenset({"kept_at", "line", "rank", "report_rank", "spans"})
"""Fields that say nothing to a person."""

_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAMED_KINDS: Final = (
    "person", "seat", "group", "session", "strand", "gathering", "occasion", "network", "poll", "series", "document",
)  # fmt: skip
_NAMES: Final = ("name", "shown", "title", "question")


class Teller:
    """Tells versions of the records of one archive."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def told(self, kind: str, one: Version) -> Iterator[str]:
        """Yield what a version changed; of a beginning only what is not as it always is."""
        usual = _usual(kind) if one.is_made else {}
        for field, before, after in one.fields:
            if field == DELETED:
                yield _("brought back") if after is None else _("deleted")
            elif field == REDACTED:
                yield _("words removed for good")
            elif field not in UNTOLD and (not one.is_made or after != usual.get(field)):
                yield self._change(field, before, after, is_made=one.is_made)

    def _change(self, field: str, before: Value, after: Value, *, is_made: bool) -> str:
        name = field.replace("_", " ")
        if is_made:
            return f"{name}: {self._value(after)}"
        return f"{name}: {self._value(before)} → {self._value(after)}"

    def _value(self, value: Value) -> str:
        if is_blank(value):
            return _("(removed)")
        if value is None or value in ("", []):
            return _("nothing")
        if isinstance(value, str):
            return self._name(value) if _ID.fullmatch(value) else f"‘{shortened(value)}’"
        if isinstance(value, list):
            return ", ".join(self._value(part) for part in value)
        return shortened(json.dumps(value, ensure_ascii=False))

    def _name(self, record_id: str) -> str:
        """Return what a record is called that a field names by its id."""
        for kind in _NAMED_KINDS:
            view = self._reader.view(kind, record_id)
            if view is not None and not is_private(view.scope):
                return next((str(view.fields[name]) for name in _NAMES if view.fields.get(name)), record_id)
        return record_id


def _usual(kind: str) -> dict[str, Value]:
    """Return what the fields of a kind hold where nobody said otherwise."""
    fields = dataclasses.fields(KINDS[kind])
    return {one.name: to_value(one.default) for one in fields if one.default is not dataclasses.MISSING}
