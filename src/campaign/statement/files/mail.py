"""A statement pasted from an e-mail, without what the mail put round it."""

import re

_LABEL = r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Importance|Attachments?)"
_HEAD = re.compile(
    rf"\s*(?:[-_]{{5,}}[^\n]*\n\s*)?(?:^[> ]*{_LABEL}:[^\n]*\n(?:(?:> )*[ \t]+\S[^\n]*\n)*){{2,}}",
    re.M,
)
# A memorandum has From and To as well; these only a mail program writes.
_OF_A_MAIL = re.compile(r"\S@\S|^[> ]*(?:Sent:|Subject: *(?:fwd?|re):)", re.IGNORECASE | re.M)
_QUOTED = re.compile(r"^(?:> ?)+", re.M)
# A line with nothing behind the mark is a mail's; elsewhere ">" is a bullet.
_RUN = re.compile(r"^(?:>.*\n)*?(?:> ?)+\n(?:>.*(?:\n|\Z))*", re.M)
_MOST = 0.8  # of the lines, marked: one mark may be meant


def without_mail(text: str) -> str:
    """Return a text without a mail's head and the marks of a quoted one; its lines stay as many."""
    head = _HEAD.match(text)
    if head and _OF_A_MAIL.search(head[0]):
        text = "\n" * head[0].count("\n") + text[head.end() :]
    text = _RUN.sub(lambda run: _QUOTED.sub("", run[0]), text)
    lines = [line for line in text.split("\n") if line.strip()]
    marked = sum(line.startswith(">") for line in lines)
    return _QUOTED.sub("", text) if marked > 2 and marked >= _MOST * len(lines) else text
