"""A print room of our own: CUPS and an IPP printer on loopback, in a folder of their own."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from campaign.postroom.cups import LIVE, Cups

COMMANDS = ("cupsd", "lp", "lpadmin", "lpstat", "cupsdisable", "ippeveprinter", "dbus-daemon")
SBIN = "/usr/sbin:/sbin"
QUEUE = "Test"
SECONDS = 20.0

CUPSD_CONF = """\
Listen 127.0.0.1:{port}
Listen {base}/socket
DefaultAuthType None
Browsing Off
WebInterface No
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow localhost
  </Limit>
</Policy>
"""

CUPS_FILES_CONF = """\
ServerRoot {base}/etc
RequestRoot {base}/spool
CacheDir {base}/cache
StateDir {base}/state
AccessLog {base}/log/access
ErrorLog {base}/log/error
PageLog {base}/log/page
SystemGroup root
"""

# ippeveprinter will not start without a system message bus; this one is nobody else's.
DBUS_CONF = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={base}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def missing() -> list[str]:
    """Return the commands that a print room needs and this machine lacks."""
    return [command for command in COMMANDS if shutil.which(command, path=_path()) is None]


def _path() -> str:
    return f"{os.environ.get('PATH', '')}:{SBIN}"


@dataclass
class PrintRoom:
    """A scheduler with one queue, and the printer behind it."""

    base: Path
    port: int
    printer_port: int
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": _path(),
            "CUPS_SERVER": f"127.0.0.1:{self.port}",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.base}/bus",
            "HOME": str(self.base),
        }

    @property
    def cups(self) -> Cups:
        return Cups(QUEUE, "tester", self.environment)

    def run(self, *command: str) -> str:
        """Run one of CUPS's commands against this scheduler."""
        answer = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=30
        )
        assert answer.returncode == 0, f"{command}: {answer.stderr}"
        return answer.stdout

    def _start(self, name: str, *command: str) -> None:
        if name in self.running:  # the fault never struck; two would share a spool
            return
        with (self.base / "log" / f"{name}.out").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, cwd=self.base
            )

    def start_bus(self) -> None:
        self._start("bus", "dbus-daemon", f"--config-file={self.base}/etc/dbus.conf", "--nofork")
        until((self.base / "bus").exists)

    def start_printer(self) -> None:
        command = ["ippeveprinter", "-r", "off", "-n", "localhost", "-p", str(self.printer_port)]
        command += ["-d", str(self.base / "out"), "-k", "-2", "-s", "1000,1000"]
        command += ["-f", "application/pdf", "-c", "/bin/true", "Printer"]
        self._start("printer", *command)
        until(lambda: listens(self.printer_port))

    def start_scheduler(self) -> None:
        etc = self.base / "etc"
        self._start(
            "cupsd", "cupsd", "-f", "-c", f"{etc}/cupsd.conf", "-s", f"{etc}/cups-files.conf"
        )
        until(lambda: listens(self.port))

    def stop(self, name: str, *, kill: bool = False) -> None:
        process = self.running.pop(name, None)
        if process is not None:
            process.kill() if kill else process.terminate()
            process.wait(SECONDS)

    def add_queue(self) -> None:
        device = f"ipp://localhost:{self.printer_port}/ipp/print"
        self.run("lpadmin", "-p", QUEUE, "-E", "-v", device, "-m", "everywhere")
        # The scheduler asks the printer what it can do after lpadmin has gone.
        until((self.base / "etc" / "ppd" / f"{QUEUE}.ppd").exists)

    def put_right(self) -> None:
        """Make the room fit for the next fault."""
        self.start_scheduler()
        self.start_printer()
        for command in ("cupsenable", "cupsaccept"):
            self.run(command, QUEUE)
        self.run("cancel", "-a", QUEUE)
        until(lambda: all(job.state not in LIVE for job in self.cups.jobs().values()))

    def deliveries(self) -> Counter[str]:
        """Count the whole PDFs that came out of the printer, by job title."""
        return Counter(
            path.stem.partition("-")[2]
            for path in (self.base / "out").glob("*.pdf")
            if path.read_bytes().rstrip().endswith(b"%%EOF")
        )


@contextlib.contextmanager
def print_room() -> Iterator[PrintRoom]:
    """Open a print room for a while, and leave nothing behind."""
    # CUPS runs its filters as a user of its own, who must be able to come in here.
    base = Path(tempfile.mkdtemp(prefix="print-room-"))
    base.chmod(0o755)
    room = PrintRoom(base, *free_ports(2))
    for name in ("etc", "out", "spool", "cache", "state", "log"):
        (base / name).mkdir()
    texts = {"cupsd.conf": CUPSD_CONF, "cups-files.conf": CUPS_FILES_CONF, "dbus.conf": DBUS_CONF}
    for name, text in texts.items():
        (base / "etc" / name).write_text(text.format(base=base, port=room.port), encoding="utf-8")
    try:
        room.start_bus()
        room.start_printer()
        room.start_scheduler()
        room.add_queue()
        # The scheduler writes its queues down half a minute later, or when it ends.
        room.stop("cupsd")
        room.start_scheduler()
        yield room
    finally:
        for name in ("cupsd", "printer", "bus"):
            room.stop(name, kill=True)
        shutil.rmtree(base, ignore_errors=True)


def free_ports(count: int) -> list[int]:
    """Return so many ports of loopback that nobody listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def listens(port: int) -> bool:
    """Whether something answers on a port of loopback."""
    with contextlib.suppress(OSError), socket.create_connection(("localhost", port), 1):
        return True
    return False


def until(true: Callable[[], bool], seconds: float = SECONDS) -> None:
    """Wait for something to become true; fail if it does not in time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
