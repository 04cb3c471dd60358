"""Keys: what sessions and groups are called in commands and file names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from facilitator.archive.search import folded_words


def keys_for(titles: Sequence[str], kind: str, taken: Collection[str] = ()) -> list[str]:
    """Return a key for each title: its words in plain letters, or the kind where there are none; each once."""
    found: list[str] = []
    every = {*taken}
    for title in titles:
        plain = "-".join(word for word in folded_words(title) if word.isascii()) or kind
        numbered = (f"{plain}-{number}" for number in range(2, len(every) + 3))
        found.append(plain if plain not in every else next(key for key in numbered if key not in every))
        every.add(found[-1])
    return found
