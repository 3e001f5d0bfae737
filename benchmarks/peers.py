"""Each way of making the letters, alone in its process: peers.py NAME CAMPAIGN OUTPUT."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pages import CAMPAIGN, DAY, Block, Plain, html_pages, plain

HERE = Path(__file__).parent


def campaign(folder: Path, output: Path) -> None:
    """This program, as a user runs it."""
    command = [CAMPAIGN, "-C", folder, "generate", "--force", "--date", DAY.isoformat()]
    subprocess.run([*command, "--output", output], check=True, capture_output=True)


def weasyprint_loop(folder: Path, output: Path) -> None:
    """The loop that WeasyPrint's first example shows, once a letter."""
    from weasyprint import HTML

    base = (folder / "templates").as_uri() + "/"
    for name, html in html_pages(folder).items():
        HTML(string=html, base_url=base).write_pdf(output / f"{name}.pdf")


def weasyprint_without_subset_library(folder: Path, output: Path) -> None:
    """The same loop as on a machine that lacks HarfBuzz's subset library."""
    from weasyprint.pdf import fonts

    fonts.harfbuzz_subset = None
    weasyprint_loop(folder, output)


def typst_files(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Lay out letter.typ and the fonts beside the campaign; yield each letter's inputs."""
    shutil.copy(HERE / "letter.typ", folder / "letter.typ")
    for name, html in html_pages(folder).items():
        yield name, {"letter": json.dumps(as_json(plain(html)))}


def as_json(letter: Plain) -> dict[str, Any]:
    return {
        "head": letter.head,
        "address": letter.address,
        "beside": letter.beside,
        "body": [[block.kind, block.text, block.number] for block in letter.body],
    }


def typst_reused(folder: Path, output: Path) -> None:
    """Typst's Python compiler, one for all letters."""
    import typst

    inputs = dict(typst_files(folder))
    fonts = [str(folder / "templates/fonts")]
    compiler = typst.Compiler(str(folder / "letter.typ"), font_paths=fonts)
    for name, values in inputs.items():
        (output / f"{name}.pdf").write_bytes(compiler.compile(format="pdf", sys_inputs=values))


def typst_fresh(folder: Path, output: Path) -> None:
    """Typst's Python compiler, a new one for each letter."""
    import typst

    fonts = [str(folder / "templates/fonts")]
    for name, values in typst_files(folder):
        pdf = typst.compile(str(folder / "letter.typ"), font_paths=fonts, sys_inputs=values)
        (output / f"{name}.pdf").write_bytes(pdf)


def libreoffice(folder: Path, output: Path) -> None:
    """LibreOffice, one document a letter, tagged as ours are, 200 in one conversion."""
    documents = folder / "documents"
    documents.mkdir(exist_ok=True)
    for name, html in html_pages(folder).items():
        (documents / f"{name}.fodt").write_text(flat_document(plain(html)), encoding="utf-8")
    program = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", TAGGED, "--outdir", output]
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(folder / "templates/fonts"), encoding="utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    papers = sorted(documents.iterdir())
    # Of more than some 240 names it converts the first only.
    for first in range(0, len(papers), 200):
        batch = [*command, *papers[first : first + 200]]
        subprocess.run(batch, env=environment, check=True, capture_output=True)


LIST = '<text:list text:style-name="L">'
TRUE = {"type": "boolean", "value": "true"}
TAGGED = "pdf:writer_pdf_Export:" + json.dumps({"UseTaggedPDF": TRUE, "PDFUACompliance": TRUE})
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>"""


def flat_document(letter: Plain) -> str:
    """Return the letter as a flat OpenDocument text."""
    body = "".join(map(flat_block, letter.body)).replace(f"</text:list>{LIST}", "")
    parts = {
        "TITLE": escape(letter.body[1].text),
        "HEAD": escape(letter.head),
        "ADDRESS": "".join(paragraph("Address", line) for line in letter.address),
        "BESIDE": "".join(paragraph("Beside", line) for line in letter.beside),
        "BODY": body.replace('style-name="P"', 'style-name="First"', 1),
    }
    frame = (HERE / "letter.fodt").read_text(encoding="utf-8")
    return re.sub("|".join(parts), lambda match: parts[match[0]], frame)


def flat_block(block: Block) -> str:
    text = escape(block.text)
    if block.kind in ("h1", "h2"):
        level = block.kind[1]
        style = f'text:style-name="Heading_20_{level}" text:outline-level="{level}"'
        return f"<text:h {style}>{text}</text:h>"
    if block.kind == "li":
        return f"{LIST}<text:list-item>{paragraph('P', block.text)}</text:list-item></text:list>"
    return paragraph("P", block.text)


def paragraph(style: str, text: str) -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


def chromium(folder: Path, output: Path) -> None:
    """One headless Chromium for all letters, told what to print through its debugging pipe."""
    base = f'<head><base href="{(folder / "templates").as_uri()}/">'
    page = folder / "page.html"
    with browser(folder / "profile") as ask:
        target = ask("Target.createTarget", url="about:blank")["targetId"]
        session = ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        ask("Page.enable", session)
        for name, html in html_pages(folder).items():
            page.write_text(html.replace("<head>", base, 1), encoding="utf-8")
            ask("Page.navigate", session, wait_for="Page.loadEventFired", url=page.as_uri())
            printed = ask("Page.printToPDF", session, preferCSSPageSize=True)
            (output / f"{name}.pdf").write_bytes(base64.b64decode(printed["data"]))


@contextmanager
def browser(profile: Path) -> Iterator[Callable[..., dict[str, Any]]]:
    """Start Chromium; yield what sends it a command and returns its result."""
    program = next(filter(None, map(shutil.which, CHROMIUMS)))
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    flags += ["--remote-debugging-pipe", f"--user-data-dir={profile}"]
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()

    def at_three_and_four() -> None:
        os.dup2(theirs_in, 13)
        os.dup2(theirs_out, 4)
        os.dup2(13, 3)

    process = subprocess.Popen(
        [program, *flags], close_fds=False, preexec_fn=at_three_and_four, stderr=subprocess.DEVNULL
    )
    with os.fdopen(ours_out, "wb") as commands, os.fdopen(ours_in, "rb") as answers:
        number = 0

        def ask(
            method: str, session: str = "", wait_for: str = "", **params: Any
        ) -> dict[str, Any]:
            nonlocal number
            number += 1
            message: dict[str, Any] = {"id": number, "method": method, "params": params}
            if session:
                message["sessionId"] = session
            commands.write(json.dumps(message).encode() + b"\0")
            commands.flush()
            result: dict[str, Any] | None = None
            while result is None or wait_for:
                answer = json.loads(read_message(answers))
                if answer.get("id") == number:
                    result = answer["result"]
                elif answer.get("method") == wait_for:
                    wait_for = ""
            return result

        yield ask
        ask("Browser.close")
    process.wait()


def read_message(answers: Any) -> bytes:
    message = bytearray()
    while (byte := answers.read(1)) != b"\0":
        if not byte:
            raise EOFError("the browser went away")
        message += byte
    return bytes(message)


CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
PEERS: dict[str, Callable[[Path, Path], None]] = {
    "campaign": campaign,
    "weasyprint": weasyprint_loop,
    "weasyprint-slow": weasyprint_without_subset_library,
    "typst": typst_reused,
    "typst-fresh": typst_fresh,
    "chromium": chromium,
    "libreoffice": libreoffice,
}


if __name__ == "__main__":
    PEERS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
