"""Members are fetched page by page, a fault is tried again, and a failure told in words."""

from __future__ import annotations

import itertools
import socket
import threading
from contextlib import suppress

import pytest

from campaign.problems import CampaignError
from campaign.recipients.fetching import Parliament
from tests.recipients.api import Api, serving
from tests.recipients.sources.members import member

HOUSE = [member(n, f"N{n} MP", f"N{n}") for n in range(1, 51)]


def fetched(api: Api, *, timeout: float = 5, pauses: list[float] | None = None) -> list[int]:
    """Return the ids of the members fetched."""
    waits: list[float] = [] if pauses is None else pauses
    with serving(api) as address:
        found = Parliament(waits.append, address, timeout=timeout).people(["mps"])
    return [int(person.facts["member_id"]) for person in found.people]


def test_every_page_is_fetched_as_the_api_wants_it() -> None:
    api = Api(HOUSE)
    assert fetched(api) == list(range(1, 51))
    assert [query["skip"] for query in api.queries] == ["0", "20", "40"]
    assert {(q["House"], q["IsCurrentMember"], q["take"]) for q in api.queries} == {
        ("1", "true", "20")
    }


def test_both_houses_come_as_one_list() -> None:
    api = Api(HOUSE)
    with serving(api) as address:
        found = Parliament(lambda _: None, address).people(["mps", "peers"])
    assert len(found.people) == 2 * len(HOUSE)
    assert [query["House"] for query in api.queries] == ["1"] * 3 + ["2"] * 3


def test_progress_is_told() -> None:
    heard: list[tuple[int, int]] = []
    with serving(Api(HOUSE)) as address:

        def progress(done: int, total: int) -> None:
            heard.append((done, total))

        Parliament(lambda _: None, address, progress=progress).people(["peers"])
    assert heard == [(20, 50), (40, 50), (50, 50)]


@pytest.mark.parametrize("fault", [500, 503, 429, "cut off", "bad json", "not a page"])
def test_a_passing_fault_is_tried_again_later_each_time(fault: int | str) -> None:
    pauses: list[float] = []
    assert fetched(Api(HOUSE, [fault, fault]), pauses=pauses) == list(range(1, 51))
    assert pauses == [0.5, 1.0]


def test_a_slow_page_is_given_up_and_asked_for_again() -> None:
    assert fetched(Api(HOUSE, ["slow"]), timeout=0.3) == list(range(1, 51))


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ([500] * 4, "error 500, 4 times"),
        (["bad json"] * 4, "not valid JSON, 4 times"),
        (["not a page"] * 4, "not a page of members"),
        (["cut off"] * 4, "cut off"),
        ([404], "error 404"),
        ([403], "error 403"),
        (["too much"], "far too large"),
    ],
)
def test_a_lasting_fault_stops_with_a_word(faults: list[int | str], said: str) -> None:
    with pytest.raises(CampaignError) as caught:
        fetched(Api(HOUSE, faults))
    (problem,) = caught.value.problems
    assert said in problem.message
    assert problem.message.startswith("Nothing was changed")


def test_a_list_of_posts_that_is_none_is_told() -> None:
    api = Api(HOUSE)
    api.documents["Posts/GovernmentPosts"] = {"message": "try later"}
    with serving(api) as address, pytest.raises(CampaignError, match="not a page of members"):
        Parliament(lambda _: None, address).people(["ministers"])


def test_pages_that_end_before_their_promise_are_no_whole_house() -> None:
    api = Api(HOUSE)
    api.promised = 60
    with pytest.raises(CampaignError, match="promised 60 members and gave 50"):
        fetched(api)


def test_without_a_network_the_message_is_clear() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/api"
    with pytest.raises(CampaignError, match=r"cannot be reached.*Check the connection"):
        Parliament(lambda _: None, address, timeout=1).people(["mps"])


@pytest.mark.parametrize("address", ["members-api", "ftp://x.example", "http://[", "http://a b/"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(CampaignError) as caught:
        Parliament(lambda _: None, address, timeout=1).people(["mps"])
    assert caught.value.problems[0].code in ("bad-url", "fetch-failed")


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_reply_that_trickles_is_given_up(head: bytes) -> None:
    done = threading.Event()

    def trickle(listening: socket.socket) -> None:
        while not done.is_set():
            with suppress(OSError), listening.accept()[0] as caller:
                caller.sendall(head)
                while not done.wait(0.05):
                    caller.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        thread = threading.Thread(target=trickle, args=(listening,))
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
        try:
            with pytest.raises(CampaignError, match="did not answer in time, 4 times"):
                Parliament(lambda _: None, address, timeout=0.15).people(["mps"])
        finally:
            done.set()
            thread.join()


class Growing(Api):
    """An API that gives one member a page and promises ever more."""

    def page(self, skip: int, take: int) -> bytes:
        self.promised = skip + 10
        return super().page(0, 1)


def test_a_house_that_only_grows_is_given_up() -> None:
    api = Growing(HOUSE)
    with pytest.raises(CampaignError, match="no end of it"):
        fetched(api)
    assert len(api.queries) == 400


@pytest.mark.parametrize("promised", [-1, 10**9])
def test_a_house_out_of_all_measure_is_no_house(promised: int) -> None:
    api = Api(HOUSE)
    api.promised = promised
    with pytest.raises(CampaignError, match="not a page of members"):
        fetched(api)


def test_a_house_that_takes_hours_is_given_up() -> None:
    hours = itertools.count(0, 3600)
    with serving(Api(HOUSE)) as address, pytest.raises(CampaignError, match="no end of it"):
        Parliament(lambda _: None, address, clock=lambda: next(hours)).people(["mps"])
