"""Members straight from UK Parliament's Members API, page by page."""

import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal
from urllib.parse import quote

import httpx

from campaign.problems import CampaignError
from campaign.recipients.sources.posts import committees_in, member_ids
from campaign.recipients.told import told

BASE_URL = "https://members-api.parliament.uk/api"
COMMITTEES_URL = "https://committees-api.parliament.uk/api"
TIMEOUT = 20.0
_TAKE = 20  # the most that the API gives in a page
_TRIES = 4
_MOST_MEMBERS = 5000  # both Houses together have fewer than 1,500
_MOST_BYTES = 5_000_000  # in a page; they have 100,000
_MOST_PAGES = 400  # in pages of four or more members
_MOST_SECONDS = 900.0  # for a House, which takes half a minute
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
                asked: dict[str, str | int] = {
                    "House": _HOUSES[house],
                    "IsCurrentMember": "true",
                    "skip": received,
                    "take": _TAKE,
                }
                page = _page(client, "Members/Search", asked, pause)
                items, total = page["items"], page["totalResults"]
                if not items and received < total:
                    raise _stopped(base_url, f"it promised {total} members and gave {received}")
                pages.append(page)
                received += len(items)
                progress(received, total)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise _no_address(base_url, error) from error
    return pages


def fetch_posts(
    *, base_url: str = BASE_URL, timeout: float = TIMEOUT, pause: Callable[[float], None]
) -> Any:
    """Return every post of the government with its holders; raises as ``fetch_members`` does."""
    return _documents(base_url, timeout, ["Posts/GovernmentPosts"], pause)[0]


def fetch_committee(
    name: str,
    *,
    base_url: str = BASE_URL,
    committees_url: str = COMMITTEES_URL,
    timeout: float = TIMEOUT,
    pause: Callable[[float], None],
) -> tuple[str, Any, list[Any]]:
    """Return a committee's own name, its current members, and each one's record.

    Waits, tries again and raises as ``fetch_members`` does; raises CampaignError too where no
    committee, or more than one, goes by the name.
    """
    search = f"Committees?SearchTerm={quote(name)}&CommitteeStatus=Current&Take=50"
    found = committees_in(_documents(committees_url, timeout, [search], pause)[0])
    same = [one for one in found if one[1].casefold() == name.casefold()] or found
    if len(same) != 1:
        named = "; ".join(own for _, own in same[:8])
        way = "no-committee/several" if same else "no-committee"
        raise CampaignError(told(way, name=name, named=named))
    number, own = same[0]
    path = f"Committees/{number}/Members?MembershipStatus=Current&Take=100"
    members = _documents(committees_url, timeout, [path], pause)[0]
    paths = [f"Members/{member}" for member in member_ids(members)]
    return own, members, _documents(base_url, timeout, paths, pause)


def _documents(
    base_url: str, timeout: float, paths: Sequence[str], pause: Callable[[float], None]
) -> list[Any]:
    try:
        with httpx.Client(base_url=base_url, timeout=timeout) as client:
            return [_page(client, path, {}, pause, is_good=_is_document) for path in paths]
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise _no_address(base_url, error) from error


def _no_address(base_url: str, error: Exception) -> CampaignError:
    return CampaignError(told("bad-url", url=base_url, error=error, usual=BASE_URL))


def _page(
    client: httpx.Client,
    path: str,
    parameters: Mapping[str, str | int],
    pause: Callable[[float], None],
    is_good: Callable[[Any], bool] | None = None,
) -> Any:
    """Return one page, trying again where another attempt may succeed."""
    wait = 0.5  # seconds
    for attempt in range(1, _TRIES + 1):
        try:
            return _asked(client, path, parameters, is_good or _is_page)
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


def _asked(
    client: httpx.Client,
    path: str,
    parameters: Mapping[str, str | int],
    is_good: Callable[[Any], bool],
) -> Any:
    # The client's own limit is for each piece: a reply that trickles would never reach it.
    asking = client.stream("GET", path, params=parameters or None)
    with _within(client.timeout.read), asking as reply:
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
    if not is_good(page):
        raise _FaultyReplyError("its reply is not a page of members")
    return page


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
    # It rings until it is heard: what is raised inside a finaliser is swallowed by Python.
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
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


def _is_document(page: Any) -> bool:
    return isinstance(page, list) or (isinstance(page, dict) and bool({"items", "value"} & {*page}))


def _plain(error: httpx.TransportError) -> str:
    return str(error).rstrip(".") or type(error).__name__


def _stopped(base_url: str, reason: str) -> CampaignError:
    return CampaignError(told("fetch-failed", base_url=base_url, reason=reason))
