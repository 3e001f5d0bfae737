"""The Internet Printing Protocol's requests and replies as bytes; RFC 8010 and RFC 8011."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

GET_JOBS = 0x000A
GET_PRINTER_ATTRIBUTES = 0x000B

_OPERATION, _JOB, _END, _PRINTER = 0x01, 0x02, 0x03, 0x04
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE = 0x42, 0x44, 0x45, 0x47, 0x48
_DELIMITERS = range(0x10)
_TEXTS = range(0x40, 0x60)

IppValue = int | bool | str
Attributes = dict[str, list[IppValue]]


@dataclass(frozen=True, slots=True)
class PrinterReply:
    """A reply: its status code, and one set of attributes for each job or printer."""

    status: int
    groups: tuple[Attributes, ...]

    @property
    def successful(self) -> bool:
        """Whether the request was carried out; RFC 8011 section B.1 counts below 0x0100."""
        return self.status < 0x0100


def request(
    operation: int, queue: str, user: str, wanted: Sequence[str], *, jobs: str = "", limit: int = 0
) -> bytes:
    """Return a request for attributes of a queue, or of ``limit`` of its ``jobs`` ("all" …)."""
    body = [
        struct.pack(">BBHI", 1, 1, operation, 1),
        bytes([_OPERATION]),
        _attribute(_CHARSET, "attributes-charset", "utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", "en"),
        _attribute(_URI, "printer-uri", f"ipp://localhost/printers/{queue}"),
        _attribute(_NAME, "requesting-user-name", user),
    ]
    if jobs:
        body += [_attribute(_INTEGER, "limit", limit), _attribute(_KEYWORD, "which-jobs", jobs)]
    names = ["requested-attributes", *[""] * (len(wanted) - 1)]
    body += [_attribute(_KEYWORD, name, value) for name, value in zip(names, wanted, strict=True)]
    return b"".join([*body, bytes([_END])])


def parse(message: bytes) -> PrinterReply:
    """Read a reply; raises ValueError if the bytes are not a whole IPP message."""
    try:
        return _parse(message)
    except (struct.error, IndexError) as error:
        raise ValueError("the print service's answer broke off") from error


def _parse(message: bytes) -> PrinterReply:
    (status,) = struct.unpack_from(">H", message, 2)
    groups: list[Attributes] = []
    current: list[IppValue] = []
    wanted = False
    at = 8
    while (tag := message[at]) != _END:
        at += 1
        if tag in _DELIMITERS:
            wanted = tag in (_JOB, _PRINTER)
            if wanted:
                groups.append({})
            continue
        name, at = _field(message, at)
        raw, at = _field(message, at)
        if not wanted:
            continue
        if name:  # a nameless value is one more of the attribute before it
            current = groups[-1].setdefault(name.decode(), [])
        current += _values(tag, raw)
    return PrinterReply(status, tuple(groups))


def _field(message: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", message, at)
    end = at + 2 + length
    if end > len(message):
        raise IndexError(end)
    return message[at + 2 : end], end


def _values(tag: int, raw: bytes) -> list[IppValue]:
    if tag in (_INTEGER, _ENUM):
        return list(struct.unpack(">i", raw))
    if tag == _BOOLEAN:
        return [raw != b"\x00"]
    return [raw.decode("utf-8", "replace")] if tag in _TEXTS else []


def _attribute(tag: int, name: str, value: str | int) -> bytes:
    raw = struct.pack(">i", value) if isinstance(value, int) else value.encode()
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(raw)) + raw
