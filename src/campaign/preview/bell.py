"""Rings in every open page when the campaign's files change."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator, Mapping

HEARTBEAT = 15.0
"""Seconds of silence after which a line is sent, so that a closed page is noticed."""


class Bell:
    """Carries messages to the pages that listen, each on a thread of its own."""

    def __init__(self, heartbeat: float = HEARTBEAT) -> None:
        self._lock = threading.Lock()
        self._listeners: set[queue.SimpleQueue[str | None]] = set()
        self._heartbeat = heartbeat
        self._closed = False

    @property
    def listeners(self) -> int:
        """How many pages are open."""
        return len(self._listeners)

    def ring(self, message: Mapping[str, object]) -> None:
        """Send one message to every page."""
        event = f"data: {json.dumps(message, ensure_ascii=False)}\n\n"
        with self._lock:
            for listener in self._listeners:
                listener.put(event)

    def close(self) -> None:
        """End every page's stream, so that the server can stop."""
        with self._lock:
            self._closed = True
            for listener in self._listeners:
                listener.put(None)

    def listen(self, first: Mapping[str, object]) -> Iterator[str]:
        """Yield server-sent events, ``first`` at once, until the page goes or the bell closes."""
        listener: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        with self._lock:
            if self._closed:
                return
            self._listeners.add(listener)
        try:
            # A browser that has lost the stream asks again after so many milliseconds.
            yield f"retry: 500\ndata: {json.dumps(first, ensure_ascii=False)}\n\n"
            while True:
                try:
                    event = listener.get(timeout=self._heartbeat)
                except queue.Empty:
                    event = ":\n\n"
                if event is None:
                    return
                yield event
        finally:
            with self._lock:
                self._listeners.discard(listener)
