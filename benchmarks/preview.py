"""How quick the preview is with 650 readers, beside what is wanted of it, and what it takes.

    .venv/bin/python benchmarks/preview.py

Needs Chromium and the development packages: sh script/bootstrap --dev
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
LETTERS = 650
SAVES = 30
OPENINGS = 7
FRAME = 25
"""Milliseconds after which a frame was dropped, at 60 a second."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

# A letter of one page: the opening and the closing alone.
ONE_PAGE = """{% extends "mp.html.j2" %}
{% block background %}{% endblock %}{% block calls %}{% endblock %}{% block asks %}{% endblock %}
{% block closing %}<p>Save number 0.</p>{% endblock %}
"""
WATCH = """() => {
    window.seen = [];
    const desk = document.getElementById("desk");
    new MutationObserver(() => {
        if (desk.dataset.sheet) requestAnimationFrame(() => window.seen.push(Date.now()));
    }).observe(desk, {attributeFilter: ["data-sheet"]});
}"""


def campaign_of_many(folder: Path) -> None:
    """Write a campaign with as many letters as there are Members of Parliament."""
    for part in ("data", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    path = folder / "data" / "recipients.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    row = next(row for row in rows if row.startswith("mp-"))
    many = [re.sub(r"^[^,]*", f"mp-{number}", row) for number in range(LETTERS)]
    path.write_text("\n".join([header, *many, ""]), encoding="utf-8")
    (folder / "templates/recipients").mkdir()
    (folder / "templates/recipients/mp-0.html.j2").write_text(ONE_PAGE)


@contextmanager
def preview(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the preview as a campaigner does; yield the program and its link."""
    command = [Path(sys.executable).with_name("campaign"), "-C", folder, "preview", "--no-browser"]
    program = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        yield program, program.stdout.readline().strip() if program.stdout else ""
    finally:
        program.terminate()
        program.wait()


def save_to_seen(page: Page, template: Path) -> list[float]:
    """Return the milliseconds from each save to the first frame that shows it."""
    page.evaluate(WATCH)
    spent = []
    for number in range(1, SAVES + 1):
        text = re.sub(r"Save number \d+", f"Save number {number}", template.read_text())
        new = template.with_suffix(".new")
        new.write_text(text)
        started = time.time() * 1000
        new.replace(template)  # as an editor saves: whole, in one go
        while page.evaluate("window.seen.length") < number:
            time.sleep(0.005)
        spent.append(page.evaluate(f"window.seen[{number - 1}]") - started)
        time.sleep(0.3)
    return spent


def switches(page: Page) -> list[float]:
    """Return the milliseconds from each press of ↓ to the frame that shows the next letter."""
    page.locator("#recipients").focus()
    spent = []
    for _ in range(SAVES):
        page.evaluate(
            """() => {
                const before = document.getElementById("desk").dataset.sheet;
                window.switched = new Promise((done) => new MutationObserver((_, watch) => {
                    if (document.getElementById("desk").dataset.sheet === before) return;
                    watch.disconnect();
                    requestAnimationFrame(() => done(performance.now()));
                }).observe(document.getElementById("desk"), {attributeFilter: ["data-sheet"]}));
                document.addEventListener(
                    "keydown", () => { window.pressed = performance.now(); }, {once: true});
            }"""
        )
        page.keyboard.press("ArrowDown")
        spent.append(page.evaluate("window.switched.then((at) => at - window.pressed)"))
        time.sleep(0.3)
    return spent


def p95(spent: list[float]) -> float:
    return sorted(spent)[int(0.95 * (len(spent) - 1))]


def view_all(link: str) -> float:
    """Ask for every letter and its first picture; return the seconds that took."""
    started = time.monotonic()
    for number in range(LETTERS):
        with urlopen(f"{link}letters/mp-{number}") as response:  # noqa: S310 - our own link
            sheet = json.load(response)["sheet"]
        with urlopen(f"{link}sheets/{sheet['key']}/0.png?width=1132") as response:  # noqa: S310
            response.read()
    return time.monotonic() - started


FRAMES = """() => {
    window.frames_ = []; window.watching = true;
    const next = (last) => requestAnimationFrame((now) => {
        window.frames_.push(now - last);
        if (window.watching) next(now);
    });
    next(performance.now());
}"""


def scrolled(page: Page) -> list[float]:
    """Return the milliseconds from frame to frame while the list is scrolled by the wheel."""
    page.locator("#recipients").hover()
    page.evaluate(FRAMES)
    for _ in range(120):
        page.mouse.wheel(0, 200)
        page.wait_for_timeout(16)
    found: list[float] = page.evaluate("() => { window.watching = false; return window.frames_; }")
    page.locator("#recipients").evaluate("list => { list.scrollTop = 0; }")
    return found[2:]


def megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


def told(what: str, figures: list[float], wanted: float, unit: str = "ms") -> None:
    """Print figures beside what is wanted of the worst of them but one in twenty."""
    reached = f"{p95(figures):.0f} {unit} (p95; wanted: {wanted:.0f})"
    print(
        f"{what:<13}{statistics.median(figures):6.0f} {unit} (median of {len(figures)}), {reached}"
    )


def opened(page: Page) -> float:
    """Return the milliseconds from asking for the page to the first letter on it."""
    started = time.monotonic()
    page.reload(wait_until="commit")
    page.locator("#desk[data-sheet]").wait_for()
    return (time.monotonic() - started) * 1000


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        campaign_of_many(folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        started = time.monotonic()
        with preview(folder) as (program, link):
            page.goto(link)
            page.locator("#desk[data-sheet]").wait_for()
            print(f"the command  {time.monotonic() - started:6.2f} s to the first letter")
            page.locator("#tally").get_by_text("Looking").wait_for(state="hidden", timeout=0)
            told("first letter", [opened(page) for _ in range(OPENINGS)], 800)
            page.wait_for_timeout(3000)
            own = folder / "templates/recipients/mp-0.html.j2"
            told("save to seen", save_to_seen(page, own), 150)
            told("next letter", switches(page), 200)
            frames = scrolled(page)
            late = sum(frame > FRAME for frame in frames)
            longest = f"{max(frames):.0f} ms the longest"
            print(f"scrolling    {late:6.0f} of {len(frames)} frames late (wanted: 0), {longest}")
            page.close()
            before = megabytes(program.pid)
            seconds = view_all(link)
            print(
                f"{LETTERS} letters  {seconds / LETTERS * 1000:6.0f} ms a letter with its picture"
            )
            print(
                f"memory       {before:6.0f} MB before them, {megabytes(program.pid):.0f} MB after"
            )


if __name__ == "__main__":
    main()
