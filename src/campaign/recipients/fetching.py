"""Members, ministers and committees straight from UK Parliament's own lists."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TypedDict, TypeGuard, TypeVar
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
T = TypeVar("T")


class Page(TypedDict):
    """A page of a search, as the API has it."""

    items: list[object]
    totalResults: int


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
        first, *others = asyncio.run(self._sources(whom, department))
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
        return asyncio.run(self._committee(name))

    async def _committee(self, name: str) -> Source:
        url = self.committees_url
        search = f"Committees?SearchTerm={quote(name)}&CommitteeStatus=Current&Take=50"
        found = committees_in(*await self._documents(url, [search]))
        same = [one for one in found if one[1].casefold() == name.casefold()] or found
        if len(same) != 1:
            named = "; ".join(own for _, own in same[:8])
            way = "no-committee/several" if same else "no-committee"
            raise CampaignError(told(way, name=name, named=named))
        number, own = same[0]
        path = f"Committees/{number}/Members?MembershipStatus=Current&Take=100"
        (members,) = await self._documents(url, [path])
        paths = [f"Members/{one}" for one in member_ids(members)]
        return from_committee(own, members, await self._documents(self.base_url, paths), url)

    async def _sources(self, whom: Iterable[str], department: str) -> list[Source]:
        return [
            await (self._ministers(department) if one == "ministers" else self._members(one))
            for one in whom
        ]

    async def _ministers(self, department: str) -> Source:
        (posts,) = await self._documents(self.base_url, ["Posts/GovernmentPosts"])
        return from_posts(posts, department, self.base_url)

    async def _members(self, house: str) -> Source:
        async with self._client(self.base_url) as client:
            pages = [page async for page in self._pages(client, house)]
        return from_members_api(pages, self.base_url)

    async def _pages(self, client: httpx.AsyncClient, house: str) -> AsyncIterator[Page]:
        """Yield every page of a House."""
        whom: Parameters = {"House": _HOUSES[house], "IsCurrentMember": "true", "take": _TAKE}
        pages, received, total = 0, 0, 1
        until = self.clock() + _MOST_SECONDS
        while received < total:
            if pages >= _MOST_PAGES or self.clock() > until:
                raise _stopped(client, f"after {pages} pages there was no end of it")
            asked = {**whom, "skip": received}
            page = await self._page(client, "Members/Search", _is_page, asked)
            items, total = page["items"], page["totalResults"]
            if not items and received < total:
                raise _stopped(client, f"it promised {total} members and gave {received}")
            yield page
            pages += 1
            received += len(items)
            self.progress(received, total)

    async def _documents(self, url: str, paths: Iterable[str]) -> list[object]:
        async with self._client(url) as client:
            return [await self._page(client, path, _is_document) for path in paths]

    @asynccontextmanager
    async def _client(self, url: str) -> AsyncIterator[httpx.AsyncClient]:
        try:
            async with httpx.AsyncClient(base_url=url, timeout=self.timeout) as client:
                yield client
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            problem = told("bad-url", url=url, error=error, usual=BASE_URL)
            raise CampaignError(problem) from error

    async def _page(
        self,
        client: httpx.AsyncClient,
        path: str,
        fits: Callable[[object], TypeGuard[T]],
        asked: Parameters | None = None,
    ) -> T:
        """Return one page, trying again where another attempt may succeed."""
        wait = 0.5  # seconds
        for attempt in range(1, _TRIES + 1):
            try:
                # The client's own limit is for each piece: a trickle would never reach it.
                async with asyncio.timeout(self.timeout):
                    page = await _answer(client, path, asked)
                if fits(page):
                    return page
                reason = "its reply is not a page of members"
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


async def _answer(client: httpx.AsyncClient, path: str, asked: Parameters | None) -> object:
    async with client.stream("GET", path, params=asked) as reply:
        if reply.status_code in _TRY_AGAIN:
            raise _FaultyReplyError(f"it answered with error {reply.status_code}")
        if reply.status_code != httpx.codes.OK:
            raise _stopped(client, f"it answered with error {reply.status_code}")
        content = b""
        async for part in reply.aiter_bytes():
            content += part
            if len(content) > _MOST_BYTES:
                raise _stopped(client, "a page of its reply is far too large")
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise _FaultyReplyError("its reply is not valid JSON") from None


def _is_page(page: object) -> TypeGuard[Page]:
    return (
        isinstance(page, dict)
        and isinstance(page.get("items"), list)
        and isinstance(page.get("totalResults"), int)
        and 0 <= page["totalResults"] <= _MOST_MEMBERS
    )


def _is_document(page: object) -> TypeGuard[object]:
    return isinstance(page, list) or (isinstance(page, dict) and bool({"items", "value"} & {*page}))


def _plain(error: httpx.TransportError) -> str:
    return str(error).rstrip(".") or type(error).__name__


def _stopped(client: httpx.AsyncClient, reason: str) -> CampaignError:
    return CampaignError(told("fetch-failed", base_url=client.base_url, reason=reason))
