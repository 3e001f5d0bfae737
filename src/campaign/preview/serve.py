"""The server of the page: on this machine only, with a watch on the campaign's files."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch
from werkzeug.serving import WSGIRequestHandler, make_server

from campaign.preview.app import make_app
from campaign.preview.bell import Bell
from campaign.preview.desk import Desk
from campaign.preview.guard import Guard
from campaign.preview.printing import Machine
from campaign.preview.rounds import Rounds
from campaign.problems import CampaignError, stop

LOOPBACK = "127.0.0.1"
# Milliseconds: a save is told of after a pause this short, and a flood of saves after this long.
PAUSE, AT_MOST = 8, 120
# Seconds after which the files are looked at without being told of any change.
LOOK = 0.5
# The ports of which each campaign has one of its own, below those that systems give away.
FIRST_OWN, OWN = 20_000, 10_000


class QuietHandler(WSGIRequestHandler):
    """Writes no line a request: the terminal is for what a campaigner should know."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the base's name
        if type == "error":
            super().log(type, message, *args)


@contextmanager
def serving(desk: Desk, port: int = 0, machine: Machine | None = None) -> Iterator[Guard]:
    """Serve the page while the context lasts; yield the guard with its link.

    ``port`` 0 takes the campaign's own, or any free one; ``machine`` has the print
    queues. Raises CampaignError where the port is taken.
    """
    bell = Bell()
    stop, ahead = threading.Event(), threading.Event()
    # Read before anybody can be told of it: a change after this is rung, however late the watch.
    seen = desk.look().revision
    rounds = Rounds(desk, bell.ring)
    with bound(port) if port else own_port(desk.folder.root) as listening:
        guard = Guard(listening.getsockname()[1])
        server = make_server(
            LOOPBACK,
            guard.port,
            make_app(desk, guard, bell, rounds, machine),
            threaded=True,
            request_handler=QuietHandler,
            fd=listening.fileno(),
        )
    threads = [
        threading.Thread(target=server.serve_forever, name="page", daemon=True),
        threading.Thread(
            target=_watch, args=(desk, seen, bell, ahead, stop), name="watch", daemon=True
        ),
        threading.Thread(target=_foresee, args=(desk, ahead, stop), name="ahead", daemon=True),
        threading.Thread(target=rounds.follow, args=(stop,), name="rounds", daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield guard
    finally:
        stop.set()
        ahead.set()
        bell.close()
        server.shutdown()
        for thread in threads:
            thread.join(5)
        server.server_close()


def own_port(root: Path) -> socket.socket:
    """Return a socket at the port that is this campaign's own, or any other where it is taken.

    The browser keeps what was written and not yet saved by the page's address: with the same port
    it is there again after a restart.
    """
    number = int.from_bytes(hashlib.sha256(str(root).encode()).digest()[:2]) % OWN
    try:
        return bound(FIRST_OWN + number)
    except CampaignError:
        return bound(0)


def bound(port: int) -> socket.socket:
    """Return a socket on this machine's own address; raises CampaignError where it is taken."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen()
    except OSError as error:
        listening.close()
        message = f"Another program answers at port {port} already."
        raise stop("port-taken", message, "Leave --port out, and any free one is taken.") from error
    return listening


def _foresee(desk: Desk, ahead: threading.Event, stop: threading.Event) -> None:
    """Have the open letter made whenever asked to; a letter that hangs holds up no watch."""
    while not stop.is_set():
        desk.foresee()
        ahead.wait()
        ahead.clear()


def _watch(
    desk: Desk, seen: int, bell: Bell, ahead: threading.Event, stop: threading.Event
) -> None:
    """Ring whenever what the desk sees is no longer what was ``seen`` last."""
    for _ in _notices(desk, stop):
        with desk.awaited():
            revision = desk.look().revision
        if revision != seen:
            seen = revision
            ahead.set()
            bell.ring({"revision": revision})


def _notices(desk: Desk, stop: threading.Event) -> Iterator[None]:
    """Yield when files may have changed, and twice a second in any case.

    A network drive sends no notice, and a system may refuse to watch any more folders.
    """
    folders = [path for path in (desk.folder.data, desk.folder.templates) if path.is_dir()]
    try:
        for _ in watch(
            *folders,
            step=PAUSE,
            debounce=AT_MOST,
            rust_timeout=int(LOOK * 1000),
            stop_event=stop,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            yield
    except (OSError, RuntimeError):
        while not stop.wait(LOOK):
            yield
