"""Every open page hears of each change, and none keeps the server from ending."""

from __future__ import annotations

from campaign.preview.bell import Bell


def test_a_page_hears_where_it_stands_and_then_each_change() -> None:
    bell = Bell()
    page = bell.listen({"revision": 1})
    assert next(page) == 'retry: 500\ndata: {"revision": 1}\n\n'
    bell.ring({"revision": 2})
    bell.ring({"revision": 3})
    assert next(page) == 'data: {"revision": 2}\n\n'
    assert next(page) == 'data: {"revision": 3}\n\n'


def test_silence_is_broken_so_that_a_closed_page_is_noticed() -> None:
    page = Bell(heartbeat=0.001).listen({})
    next(page)
    assert next(page) == ":\n\n"


def test_a_closed_bell_ends_every_stream_and_takes_no_more() -> None:
    bell = Bell()
    page = bell.listen({})
    next(page)
    bell.close()
    assert list(page) == []
    assert list(bell.listen({})) == []


def test_a_page_that_goes_is_forgotten() -> None:
    bell = Bell()
    page = bell.listen({})
    next(page)
    page.close()  # type: ignore[attr-defined]  # a generator
    bell.ring({"revision": 1})
    assert bell.listeners == 0
