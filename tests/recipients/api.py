"""A local server that serves pages of members in the Members API's shape, faults included."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Api:
    """What the server holds, the faults it still has to make, and the queries it heard.

    A fault is a status, "slow", "cut off", "bad json", "not a page" or "too much"; each request
    uses one up.
    """

    def __init__(self, members: Sequence[Any], faults: Sequence[int | str] = ()) -> None:
        self.members = members
        self.faults = list(faults)
        self.queries: list[dict[str, str]] = []
        self.promised = len(members)
        self.documents: dict[str, Any] = {}
        self.slowness = threading.Event()

    def page(self, skip: int, take: int) -> bytes:
        items = [{"value": member, "links": []} for member in self.members[skip : skip + take]]
        return json.dumps(
            {"items": items, "totalResults": self.promised, "skip": skip, "take": take}
        ).encode()


@contextmanager
def serving(api: Api) -> Iterator[str]:  # noqa: C901  # one branch for each fault
    """Serve until the block ends; yield the base address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            api.queries.append(query)
            fault = api.faults.pop(0) if api.faults else None
            if (document := api.documents.get(parts.path.removeprefix("/api/"))) is not None:
                self.answer(json.dumps(document).encode(), fault)
                return
            if parts.path != "/api/Members/Search":
                self.send_error(404)
                return
            body = api.page(int(query["skip"]), int(query["take"]))
            match fault:
                case int():
                    self.send_error(fault)
                    return
                case "slow":
                    api.slowness.wait(5)
                case "bad json":
                    body = body[:-20]
                case "not a page":
                    body = b'{"message": "try later"}'
                case "too much":
                    body = b" " * 6_000_000
            self.answer(body, fault)

        def answer(self, body: bytes, fault: int | str | None) -> None:
            length = len(body) + (100 if fault == "cut off" else 0)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/api"
    finally:
        api.slowness.set()
        server.shutdown()
        server.server_close()
        thread.join()
