"""Letters made → drafts of e-mail, one for each reader with an address; nothing is ever sent.

``X-Unsent`` and no Date nor Message-ID make a draft that mail programs open for editing (Symfony's
DraftEmail does the same).
"""

import datetime as dt
import hashlib
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.generator import BytesGenerator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path, PurePosixPath

from campaign.compose import in_name_of
from campaign.lock import held
from campaign.making.choose import choose
from campaign.making.drafts import drafts, writers
from campaign.making.load import Ready
from campaign.making.report import Outcome, Report
from campaign.making.texts import as_text, put
from campaign.manifest import MANIFEST, Manifest, letter_as_made, read_manifest
from campaign.model import Letter, Sender, laid_behind
from campaign.postroom.selection import enclosures_not_made, printed_enclosures
from campaign.problems import Problem, errors, refuse
from campaign.publish import publishing
from campaign.typography import british_list

MAIL = "mail"
MBOX = "drafts.mbox"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes with the words; ``name`` is a file name without a folder."""

    name: str
    pdf: bytes


def mail_draft(letter: Letter, sender: Sender, text: str, attached: Sequence[Attachment]) -> bytes:
    """Return one letter as a draft of e-mail: its words in plain text, the PDFs attached.

    The same letter always gives the same bytes. The body has our reference and the sender's full
    postal address, which members' offices ask for, wherever the letter itself has them not.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = Address(addr_spec=letter.recipient.email)
    if sender.email:
        message["From"] = Address(one_line(sender.name), addr_spec=sender.email)
    message["Subject"] = f"{one_line(letter.subject)} (our reference: {letter.reference})"
    message.set_content(_body(letter, sender, text), cte="quoted-printable")
    message["Content-Language"] = letter.recipient.language.replace("+", ", ")
    content = hashlib.sha256(text.encode())
    for one in attached:
        content.update(one.pdf)
    message.make_mixed(boundary=f"campaign-{content.hexdigest()[:32]}")
    for one in attached:
        message.add_attachment(one.pdf, maintype="application", subtype="pdf", filename=one.name)
    return bytes(message)


def _body(letter: Letter, sender: Sender, text: str) -> str:
    """Return a letter's words, and under them what a reply by post needs."""
    there = one_line(text)
    address = [*sender.address, sender.postcode]
    missing = [line for line in address if line and one_line(line) not in there]
    tail = "\n".join([sender.name, sender.organisation, *address]) if missing else ""
    if letter.reference not in text:
        tail += f"\n\nOur reference: {letter.reference}"
    lines = [line for line in tail.strip().splitlines() if line or missing]
    return text.rstrip("\n") + ("\n\n-- \n" + "\n".join(lines) if lines else "") + "\n"


def one_line(words: str) -> str:
    return " ".join(words.split())


def mail_drafts(
    ready: Ready,
    on: dt.date,
    output: Path,
    *,
    only: Collection[str] = (),
    where: Mapping[str, str] | None = None,
) -> Report:
    """Write the chosen letters, made already, as ``mail/<id>.eml`` and all in ``mail/drafts.mbox``.

    A letter whose PDF is not there as it was made gets no draft; whoever has no e-mail address is
    named. Raises CampaignError where another run holds the folder or an enclosure is not as made.
    """
    chosen = choose(ready, only, where or {})
    letters = [letter for letter in ready.letters(on) if letter.id in chosen]
    mailed = [letter for letter in letters if letter.recipient.email]
    problems = [*unmailed(letters, ready), *by_hand(ready)]
    outcomes: list[Outcome] = []
    with held(output), writers() as executor:
        manifest = read_manifest(output / MANIFEST)
        refuse(enclosures_not_made(manifest))
        enclosed = [
            (one.entry.language, Attachment(PurePosixPath(one.entry.pdf).name, one.read()))
            for one in printed_enclosures(manifest, output)
        ]
        with publishing(output / MAIL / MBOX) as mbox:
            for letter, made in drafts(ready, mailed, as_text, executor):
                name = f"{MAIL}/{letter.id}.eml"
                found = made.problems
                pdf = pdf_as_made(letter, manifest, output)
                outcome = Outcome(letter.id, name, 0, "", "failed")
                if pdf is not None and made.made and not errors(made.made[1]):
                    own = letter.recipient.language
                    behind = [one for language, one in enclosed if laid_behind(language, own)]
                    attached = [Attachment(f"{letter.id}.pdf", pdf), *behind]
                    sender = in_name_of(letter, ready.campaign).sender
                    content = mail_draft(letter, sender, made.made[0].decode(), attached)
                    outcome, found = put(output, name, content, letter)
                    mbox.write(in_mbox(content, letter.date))
                outcomes.append(outcome)
                problems += (*found, *(made.made[1] if made.made else ()))
        written = {PurePosixPath(one.pdf).name for one in outcomes if one.status != "failed"}
        problems += left_over(output / MAIL, written, None if not (only or where) else chosen)
    return Report(tuple(outcomes), tuple(dict.fromkeys(problems)))


def pdf_as_made(letter: Letter, manifest: Manifest, output: Path) -> bytes | None:
    """Return a letter's PDF as it was made; None where the run that should have made it failed."""
    entry = manifest.letters.get(letter.id)
    if entry is None or letter.id in manifest.failed:
        return None
    try:
        return letter_as_made(output, entry)
    except OSError:
        return None


def in_mbox(content: bytes, day: dt.date) -> bytes:
    """Return a draft as a file of many has it: after a line "From ", and none such within."""
    file = io.BytesIO()
    message = message_from_bytes(content, policy=default)
    BytesGenerator(file, mangle_from_=True, policy=SMTP.clone(linesep="\n")).flatten(message)
    began = day.strftime("From campaign %a %b %d 00:00:00 %Y").encode()
    return b"%s\n%s\n" % (began, file.getvalue())


def unmailed(letters: Sequence[Letter], ready: Ready) -> Iterator[Problem]:
    """Tell whose letters get no draft because the list has no e-mail address for them."""
    without = [letter.id for letter in letters if not letter.recipient.email]
    if without:
        named = british_list([*without[:5], *([f"{len(without) - 5} more"] if without[5:] else [])])
        message = f"No draft for those without an e-mail address: {named}."
        hint = "Send these by post, or write an address in the column email."
        yield Problem(
            "no-email", message, hint, ready.list_name, column="email", severity="warning"
        )


def by_hand(ready: Ready) -> Iterator[Problem]:
    """Tell what the letters say is enclosed but no file is there for."""
    for one in ready.campaign.all_enclosures:
        if not one.file:
            message = f"The enclosure “{one.title}” has no file, so it is not attached."
            hint = "Attach it by hand, or name its PDF as file = “…” under [[enclosure]]."
            file = ready.folder.relative(ready.folder.configuration)
            yield Problem("not-attached", message, hint, file, severity="warning")


def left_over(folder: Path, written: set[str], chosen: set[str] | None) -> Iterator[Problem]:
    """Tell of drafts that an earlier run wrote and this one did not, which may be out of date."""
    for path in sorted(folder.glob("*.eml")):
        if path.name not in written and (chosen is None or path.stem in chosen):
            message = "This draft is from an earlier run, and was not written again."
            hint = "Do not send it: delete it."
            yield Problem("stale-draft", message, hint, f"{MAIL}/{path.name}", severity="warning")
