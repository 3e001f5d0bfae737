"""What the print service says must be read as it was meant, or not at all."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.postroom.ipp import GET_JOBS, PrinterReply, parse, request


def attribute(tag: int, name: str, value: bytes) -> bytes:
    return (
        struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value
    )


REPLY = b"".join(
    [
        struct.pack(">BBHI", 1, 1, 0, 1),
        b"\x01",
        attribute(0x47, "attributes-charset", b"utf-8"),
        b"\x02",
        attribute(0x21, "job-id", struct.pack(">i", 7)),
        attribute(0x42, "job-name", "letter-0001-é".encode()),
        attribute(0x44, "job-state-reasons", b"job-printing"),
        attribute(0x44, "", b"job-queued"),
        attribute(0x22, "job-is-late", b"\x01"),
        attribute(0x31, "date-time-at-creation", bytes(11)),
        b"\x02",
        attribute(0x23, "job-state", struct.pack(">i", 9)),
        b"\x03",
    ]
)


def test_a_reply_is_read_group_by_group() -> None:
    assert parse(REPLY) == PrinterReply(
        0,
        (
            {
                "job-id": [7],
                "job-name": ["letter-0001-é"],
                "job-state-reasons": ["job-printing", "job-queued"],
                "job-is-late": [True],
                "date-time-at-creation": [],
            },
            {"job-state": [9]},
        ),
    )


@pytest.mark.parametrize(
    ("status", "successful"), [(0, True), (1, True), (0x0406, False), (0x0500, False)]
)
def test_a_refusal_is_not_success(status: int, successful: bool) -> None:
    assert parse(struct.pack(">BBHI", 1, 1, status, 1) + b"\x03").successful is successful


def test_a_reply_that_breaks_off_anywhere_is_refused() -> None:
    for end in range(len(REPLY)):
        with pytest.raises(ValueError, match="broke off"):
            parse(REPLY[:end])


@given(st.binary())
def test_noise_is_read_or_refused_and_nothing_else(noise: bytes) -> None:
    try:
        reply = parse(noise)
    except ValueError:
        return
    assert isinstance(reply.status, int)


def test_a_request_is_a_message_that_reads_back() -> None:
    message = request(GET_JOBS, "Office", "someone", ["job-id", "job-name"], jobs="all", limit=5)
    assert message[:4] == b"\x01\x01\x00\x0a"
    for words in (b"ipp://localhost/printers/Office", b"someone", b"job-name", b"all"):
        assert words in message
    assert parse(message).groups == ()
