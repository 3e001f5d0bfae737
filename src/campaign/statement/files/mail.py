"""A statement pasted from an e-mail, without what the mail put round it."""

import re
from itertools import groupby

_LABEL = r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Importance|Attachments?)"
_HEAD = re.compile(
    rf"\s*(?:[-_]{{5,}}[^\n]*\n\s*)?(?:^[> ]*{_LABEL}:[^\n]*\n(?:(?:> )*[ \t]+\S[^\n]*\n)*){{2,}}",
    re.M,
)
# A memorandum has From and To as well; these only a mail program writes.
_OF_A_MAIL = re.compile(r"\S@\S|^[> ]*(?:Sent:|Subject: *(?:fwd?|re):)", re.IGNORECASE | re.M)
_QUOTED = re.compile(r"^(?:> ?)+", re.M)
_MOST = 0.8  # of the lines, marked: one mark may be meant


def without_mail(text: str) -> str:
    """Return a text without a mail's head and the marks of a quoted one; its lines stay as many."""
    head = _HEAD.match(text)
    if head and _OF_A_MAIL.search(head[0]):
        text = "\n" * head[0].count("\n") + text[head.end() :]
    runs = (list(run) for _, run in groupby(text.split("\n"), lambda line: line[:1] == ">"))
    text = "\n".join(map(_unmarked, runs))
    lines = [line for line in text.split("\n") if line.strip()]
    marked = sum(line.startswith(">") for line in lines)
    return _QUOTED.sub("", text) if marked > 2 and marked >= _MOST * len(lines) else text


def _unmarked(run: list[str]) -> str:
    """Return neighbouring lines without a mail's marks; ">" before words alone is a bullet."""
    quoted = any(line and not line.strip("> ") for line in run)
    words = "\n".join(run)
    return _QUOTED.sub("", words) if quoted and words[0] == ">" else words
