"""A laid-out statement → problems: what is asked of a letter, less the address and the close."""

import datetime as dt

from campaign.model import Letter, Recipient
from campaign.preflight import wording
from campaign.preflight.codes import CHECKS
from campaign.preflight.fault import SETTINGS, Fault, Proof
from campaign.problems import Problem

TEMPLATE = "enclosure.html.j2"
OF_THE_SHEET = frozenset({"ink-outside-safe", "overflow", "overlap"})
"""Faults that name words and are no fault of theirs: no statement says where it is set."""


def as_letter(source: str) -> Letter:
    """Return what stands for the letter in the proof of a statement from this file."""
    return Letter(
        id="statement",
        recipient=Recipient(id="statement", row=0, kind="other", file=source),
        date=dt.date.min,
        reference="",
        envelope_lines=(),
        salutation="",
        complimentary_close="",
        address_rule="",
        subject="",
        template=TEMPLATE,
    )


class StatementProof(Proof):
    """The statement laid out, to be enclosed."""

    def problem(self, fault: Fault) -> Problem:
        """Return a fault as a problem: of the statement's file where it is in the words."""
        check = CHECKS[fault.code]
        home = SETTINGS if check.home == "campaign" else f"templates/{TEMPLATE}"
        in_words = fault.words and fault.code not in OF_THE_SHEET
        source = self.letter.recipient.file if in_words else home
        hint, severity = fault.hint or check.mend, check.severity
        if fault.code in wording.LEFTOVERS:
            # It may well have been published so: a person looks, and the letters go on.
            hint, severity = "Hold it against the statement as it was published.", "warning"
        message = f"{fault.message.rstrip('.')} (the enclosed statement)."
        place = fault.place or (source, None, None)
        return Problem(fault.code, message, hint, *place, severity)
