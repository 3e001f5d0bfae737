"""A PDF written as it comes: each object goes to the file at once, and only its place is kept.

ISO 32000-1, sections 7.5.7 (object streams) and 7.5.8 (cross-reference streams).
"""

import hashlib
import struct
import zlib
from typing import BinaryIO

TOGETHER = 200
"""Objects that are packed into one object stream."""

_PLACE = struct.Struct(">BQH")
FREE, IN_FILE, IN_STREAM = 0, 1, 2


class PdfFile:
    """A PDF of version 1.7 that grows at its end; object numbers are given out before the bodies.

    Bodies are in PDF syntax. The same objects in the same order make the same bytes.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.end = 0
        self.digest = hashlib.sha256()
        self.places = bytearray(_PLACE.pack(FREE, 0, 65535))
        self.waiting: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """Return the number of an object whose body is still to come."""
        self.places += _PLACE.pack(FREE, 0, 0)
        return len(self.places) // _PLACE.size - 1

    def add(self, body: bytes, number: int = 0) -> int:
        """Write an object that is no stream; return its number, a new one unless it has one."""
        number = number or self.reserve()
        self.waiting.append((number, body))
        if len(self.waiting) == TOGETHER:
            self._pack()
        return number

    def add_stream(self, entries: bytes, data: bytes, number: int = 0) -> int:
        """Write a stream; ``entries`` are those of its dictionary, but for its length."""
        number = number or self.reserve()
        self._place(number, IN_FILE, self.end, 0)
        head = b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(data))
        self._write(head + data + b"\nendstream\nendobj\n")
        return number

    def finish(self, root: int) -> None:
        """End the file; ``root`` is the number of its catalogue."""
        self._pack()
        number, start = self.reserve(), self.end
        self._place(number, IN_FILE, start, 0)
        token = self.digest.hexdigest()[:32].encode()
        entries = b"/Type /XRef /Size %d /W [ 1 8 2 ] /Root %d 0 R" % (number + 1, root)
        entries += b" /ID [ <%s> <%s> ] /Filter /FlateDecode" % (token, token)
        self.add_stream(entries, zlib.compress(bytes(self.places)), number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self) -> None:
        if not self.waiting:
            return
        numbers, bodies = zip(*self.waiting, strict=True)
        self.waiting.clear()
        holder, offset, index = self.reserve(), 0, []
        for place, (number, body) in enumerate(zip(numbers, bodies, strict=True)):
            self._place(number, IN_STREAM, holder, place)
            index.append(b"%d %d" % (number, offset))
            offset += len(body) + 1
        head = b" ".join(index) + b"\n"
        data = zlib.compress(head + b"\n".join(bodies))
        entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(index), len(head))
        self.add_stream(entries, data, holder)

    def _place(self, number: int, kind: int, where: int, index: int) -> None:
        _PLACE.pack_into(self.places, number * _PLACE.size, kind, where, index)

    def _write(self, data: bytes) -> None:
        self.file.write(data)
        self.digest.update(data)
        self.end += len(data)
