"""What plans of before worked out, in the store."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from ..store import Store, StoreFull

ROOM = "hanging"


class StoredMemo:
    """A memo for `compose`; one that the disk has no room for is no harm."""

    def __init__(self, store: Store) -> None:
        self._journal = store.journal(ROOM)
        self._asked: set[str] = set()

    def get(self, key: str) -> Any:
        """What is known of `key`, or None."""
        self._asked.add(key)
        return self._journal.get(key)

    def add(self, key: str, value: Any) -> None:
        """Says `value` of `key`."""
        with suppress(StoreFull):
            self._journal.add(key, value)

    def clean(self) -> None:
        """Drops what nobody asked for. Raises StoreFull."""
        self._journal.keep(self._asked)
