"""Members straight from UK Parliament's Members API, page by page."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import httpx

from campaign.problems import CampaignError, Problem

BASE_URL = "https://members-api.parliament.uk/api"
TIMEOUT = 20.0
_TAKE = 20  # the most that the API gives in a page
_TRIES = 4
_MOST_MEMBERS = 5000  # both Houses together have fewer than 1,500
_MOST_BYTES = 5_000_000  # in a page; they have 100,000
_MOST_PAGES = 400  # in pages of four or more members
_MOST_SECONDS = 900.0  # for a House, which takes half a minute
_SEARCH = ("GET", "Members/Search")
_HOUSES = {"mps": 1, "peers": 2}
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class _FaultyReplyError(Exception):
    """A reply that another attempt may mend, with what was wrong in words."""


def fetch_members(
    house: Literal["mps", "peers"],
    *,
    base_url: str = BASE_URL,
    timeout: float = TIMEOUT,
    pause: Callable[[float], None],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    clock: Callable[[], float] = time.monotonic,
) -> list[Any]:
    """Return every page of the current members of a House, as the Members API gives them.

    ``timeout`` is in seconds and holds for each attempt; ``pause`` waits as many seconds as it is
    told, ``progress`` hears of members received and expected; ``clock`` tells seconds. A page that
    fails is asked for again, later each time. Raises CampaignError when the API cannot be reached,
    keeps failing, or would go on for ever.
    """
    pages: list[Any] = []
    received, total = 0, 1
    until = clock() + _MOST_SECONDS
    try:
        with httpx.Client(base_url=base_url, timeout=timeout) as client:
            while received < total:
                if len(pages) >= _MOST_PAGES or clock() > until:
                    raise _stopped(base_url, f"after {len(pages)} pages there was no end of it")
                page = _page(client, house, received, pause)
                items, total = page["items"], page["totalResults"]
                if not items and received < total:
                    raise _stopped(base_url, f"it promised {total} members and gave {received}")
                pages.append(page)
                received += len(items)
                progress(received, total)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise CampaignError(
            Problem(
                "bad-url",
                f"“{base_url}” is not an address to fetch from: {error}.",
                f"Write it like {BASE_URL}.",
            )
        ) from error
    return pages


def _page(
    client: httpx.Client, house: str, skip: int, pause: Callable[[float], None]
) -> dict[str, Any]:
    """Return one page, trying again where another attempt may succeed."""
    wait = 0.5  # seconds
    for attempt in range(1, _TRIES + 1):
        try:
            return _asked(client, house, skip)
        except _FaultyReplyError as fault:
            reason = str(fault)
        except httpx.UnsupportedProtocol:
            raise
        except (httpx.TimeoutException, TimeoutError):
            reason = "it did not answer in time"
        except httpx.ConnectError as error:
            reason = f"it cannot be reached ({_plain(error)})"
        except httpx.TransportError as error:
            reason = f"the reply was cut off ({_plain(error)})"
        if attempt < _TRIES:
            pause(wait)
            wait *= 2
    raise _stopped(str(client.base_url), f"{reason}, {_TRIES} times")


def _asked(client: httpx.Client, house: str, skip: int) -> dict[str, Any]:
    parameters: dict[str, str | int] = {
        "House": _HOUSES[house],
        "IsCurrentMember": "true",
        "skip": skip,
        "take": _TAKE,
    }
    # The client's own limit is for each piece: a reply that trickles would never reach it.
    with _within(client.timeout.read), client.stream(*_SEARCH, params=parameters) as reply:
        if reply.status_code in _TRY_AGAIN:
            raise _FaultyReplyError(f"it answered with error {reply.status_code}")
        if reply.status_code != httpx.codes.OK:
            raise _stopped(str(client.base_url), f"it answered with error {reply.status_code}")
        content = b""
        for part in reply.iter_bytes():
            content += part
            if len(content) > _MOST_BYTES:
                raise _stopped(str(client.base_url), "a page of its reply is far too large")
    try:
        page = httpx.Response(200, content=content).json()
    except (ValueError, RecursionError):
        raise _FaultyReplyError("its reply is not valid JSON") from None
    if not _is_page(page):
        raise _FaultyReplyError("its reply is not a page of members")
    found: dict[str, Any] = page
    return found


@contextmanager
def _within(seconds: float | None) -> Iterator[None]:
    """Raise TimeoutError after so many seconds; only the main thread hears it, and Windows never.

    There a reply that trickles is given up when it has become too large, or all took too long.
    """
    alarms = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not alarms or seconds is None:
        yield
        return

    def ring(*_: object) -> None:
        raise TimeoutError("the reply took too long")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _is_page(page: Any) -> bool:
    return (
        isinstance(page, dict)
        and isinstance(page.get("items"), list)
        and isinstance(page.get("totalResults"), int)
        and 0 <= page["totalResults"] <= _MOST_MEMBERS
    )


def _plain(error: httpx.TransportError) -> str:
    return str(error).rstrip(".") or type(error).__name__


def _stopped(base_url: str, reason: str) -> CampaignError:
    return CampaignError(
        Problem(
            "fetch-failed",
            f"Nothing was changed: the Members API at {base_url} failed; {reason}.",
            "Check the connection and try again later; or download a list elsewhere and use"
            " “campaign recipients import FILE”.",
        )
    )
