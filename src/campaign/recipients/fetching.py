"""Members, ministers and committees straight from UK Parliament's own lists."""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import httpx

from campaign.problems import CampaignError
from campaign.recipients.sources.facts import Source
from campaign.recipients.sources.members_api import from_members_api
from campaign.recipients.sources.posts import committees_in, from_committee, from_posts, member_ids
from campaign.recipients.told import told

BASE_URL = "https://members-api.parliament.uk/api"
COMMITTEES_URL = "https://committees-api.parliament.uk/api"
_TAKE = 20  # the most that the API gives in a page
_TRIES = 4
_MOST_MEMBERS = 5000  # both Houses together have fewer than 1,500
_MOST_BYTES = 5_000_000  # in a page; they have 100,000
_MOST_PAGES = 400  # in pages of four or more members
_MOST_SECONDS = 900.0  # for a House, which takes half a minute
_HOUSES = {"mps": 1, "peers": 2}
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})

Parameters = Mapping[str, str | int]


class _FaultyReplyError(Exception):
    """A reply that another attempt may mend, with what was wrong in words."""


@dataclass(frozen=True, slots=True)
class Parliament:
    """UK Parliament's lists at their addresses; what fails is asked for again, later each time.

    ``pause`` waits as many seconds as it is told, ``timeout`` is in seconds and holds for each
    attempt; ``progress`` hears of members received and expected, ``clock`` tells seconds. Every
    method raises CampaignError where a list cannot be reached, keeps failing, would go on for ever
    or has nobody.
    """

    pause: Callable[[float], None]
    base_url: str = BASE_URL
    committees_url: str = COMMITTEES_URL
    timeout: float = 20.0
    progress: Callable[[int, int], None] = lambda _done, _total: None
    clock: Callable[[], float] = time.monotonic

    def people(self, whom: Iterable[str], department: str = "") -> Source:
        """Return the current members of Houses, or the ministers: "mps", "peers", "ministers"."""
        first, *others = [
            self._ministers(department) if one == "ministers" else self._members(one)
            for one in whom
        ]
        for other in others:
            first = replace(
                first,
                people=(*first.people, *other.people),
                complete=first.complete | other.complete,
                problems=(*first.problems, *other.problems),
            )
        return first

    def committee(self, name: str) -> Source:
        """Return the members of the one current committee of a name."""
        url = self.committees_url
        search = f"Committees?SearchTerm={quote(name)}&CommitteeStatus=Current&Take=50"
        found = committees_in(*self._documents(url, [search]))
        same = [one for one in found if one[1].casefold() == name.casefold()] or found
        if len(same) != 1:
            named = "; ".join(own for _, own in same[:8])
            way = "no-committee/several" if same else "no-committee"
            raise CampaignError(told(way, name=name, named=named))
        number, own = same[0]
        path = f"Committees/{number}/Members?MembershipStatus=Current&Take=100"
        (members,) = self._documents(url, [path])
        records = self._documents(self.base_url, [f"Members/{one}" for one in member_ids(members)])
        return from_committee(own, members, records, url)

    def _ministers(self, department: str) -> Source:
        (posts,) = self._documents(self.base_url, ["Posts/GovernmentPosts"])
        return from_posts(posts, department, self.base_url)

    def _members(self, house: str) -> Source:
        with self._client(self.base_url) as client:
            pages = [*self._pages(client, house)]
        return from_members_api(pages, self.base_url)

    def _pages(self, client: httpx.Client, house: str) -> Iterator[Any]:
        """Yield every page of a House."""
        pages = received = 0
        total = 1
        until = self.clock() + _MOST_SECONDS
        while received < total:
            if pages >= _MOST_PAGES or self.clock() > until:
                raise _stopped(client, f"after {pages} pages there was no end of it")
            asked: Parameters = {
                "House": _HOUSES[house],
                "IsCurrentMember": "true",
                "skip": received,
                "take": _TAKE,
            }
            page = self._page(client, "Members/Search", asked, _is_page)
            items, total = page["items"], page["totalResults"]
            if not items and received < total:
                raise _stopped(client, f"it promised {total} members and gave {received}")
            yield page
            pages += 1
            received += len(items)
            self.progress(received, total)

    def _documents(self, url: str, paths: Iterable[str]) -> list[Any]:
        with self._client(url) as client:
            return [self._page(client, path, {}, _is_document) for path in paths]

    @contextmanager
    def _client(self, url: str) -> Iterator[httpx.Client]:
        try:
            with httpx.Client(base_url=url, timeout=self.timeout) as client:
                yield client
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            problem = told("bad-url", url=url, error=error, usual=BASE_URL)
            raise CampaignError(problem) from error

    def _page(
        self, client: httpx.Client, path: str, asked: Parameters, is_good: Callable[[Any], bool]
    ) -> Any:
        """Return one page, trying again where another attempt may succeed."""
        wait = 0.5  # seconds
        for attempt in range(1, _TRIES + 1):
            try:
                return _answer(client, path, asked, is_good)
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
                self.pause(wait)
                wait *= 2
        raise _stopped(client, f"{reason}, {_TRIES} times")


def _answer(
    client: httpx.Client, path: str, asked: Parameters, is_good: Callable[[Any], bool]
) -> Any:
    # The client's own limit is for each piece: a reply that trickles would never reach it.
    asking = client.stream("GET", path, params=asked or None)
    with _within(client.timeout.read), asking as reply:
        if reply.status_code in _TRY_AGAIN:
            raise _FaultyReplyError(f"it answered with error {reply.status_code}")
        if reply.status_code != httpx.codes.OK:
            raise _stopped(client, f"it answered with error {reply.status_code}")
        content = b""
        for part in reply.iter_bytes():
            content += part
            if len(content) > _MOST_BYTES:
                raise _stopped(client, "a page of its reply is far too large")
    try:
        page = json.loads(content)
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


def _stopped(client: httpx.Client, reason: str) -> CampaignError:
    return CampaignError(told("fetch-failed", base_url=client.base_url, reason=reason))
