"""What can go wrong in a run, in words; see also the faults of a letter in preflight."""

import errno
import re
import signal
import tempfile
from collections.abc import Sequence

from campaign.making.process import WorkerLostError
from campaign.making.workshop import MadePdf
from campaign.model import Letter
from campaign.problems import Problem
from campaign.publish import DISK_FAULTS, disk_problem

HANGS = "letter-hangs"
"""The code of the problem of a letter that took too long."""


class FatalError(Exception):
    """No more letters can be made."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def publishing_problem(error: OSError, letter: Letter, name: str) -> Problem:
    """Return why a letter's file could not be written; raises FatalError if none can."""
    folder = name.rpartition("/")[0]
    if error.errno in DISK_FAULTS:
        whose = folder if error.errno in (errno.EEXIST, errno.ENOTDIR) else name
        raise FatalError(disk_problem(error, whose)) from error
    if error.errno in (errno.EACCES, errno.EPERM) and error.filename and not error.filename2:
        # It befell not the letter, which a second name would tell, but a new file beside it.
        message = "No file can be written into this folder."
        hint = "Ask who owns the folder, or choose another with --output."
        raise FatalError(Problem("read-only", message, hint, folder)) from error
    if error.errno == errno.ENAMETOOLONG:
        message = f"The id “{letter.id[:40]}…” is too long for the name of a file."
        hint = "Give the recipient a shorter id."
        return letter.recipient.problem("name-too-long", message, hint, "id")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EISDIR, errno.ETXTBSY):
        message = "This file cannot be replaced: it is open in another program, or protected."
        hint = "Close it there, then run the same command again."
        return Problem("file-in-use", message, hint, name)
    return disk_problem(error, name)


def lost_problem(error: Exception, letter: Letter) -> Problem:
    hint = f"Look for odd characters or pictures in this row and in templates/{letter.template}."
    if not isinstance(error, WorkerLostError):
        code, what = "worker-lost", f"its worker was lost ({type(error).__name__}: {error})"
    elif error.hung:
        code, what = HANGS, "it took too long, and the typesetter was stopped"
    elif error.hungry:
        code, what = "letter-hungers", "it needed more memory than a letter may take"
    else:
        code, what = "letter-crashes", f"the typesetter broke down: {how_it_ended(error)}"
        hint += " If every letter crashes, a font may be missing: campaign doctor tells."
    return letter.recipient.problem(code, f"The letter {letter.id} was not made: {what}.", hint)


def made_or_lost(answer: MadePdf | Exception, letter: Letter) -> MadePdf:
    """Return what a worker answered to a letter; where it was lost, the problem of that."""
    if isinstance(answer, MadePdf):
        return answer
    return MadePdf(letter.id, problems=(lost_problem(answer, letter),))


def engine_problem(error: Exception, letter: Letter, *, statement: bool = False) -> Problem:
    """Return what the typesetter, or whatever looks a letter over, stumbled on.

    It is never blamed on the ``statement`` that stands for the letter, but on its sheet.
    """
    if isinstance(error, OSError) and error.errno in DISK_FAULTS:
        return disk_problem(error, str(error.filename or tempfile.gettempdir()))
    told = "the typesetter stumbled over it."
    hint = (
        f"Look in templates/{letter.template}, letter.css and the pictures for a size out of all "
        f"measure. The typesetter’s own words: {type(error).__name__}, {error}"
    )
    if isinstance(error, RecursionError):
        told = "its elements are nested too deeply."
        hint = f"Look in templates/{letter.template} for tags that are opened and never closed."
    if statement:
        message, file = f"The statement was not set: {told}", f"templates/{letter.template}"
        return Problem("typesetting", message, hint, file)
    message = f"The letter {letter.id} was not made: {told}"
    return letter.recipient.problem("typesetting", message, hint)


def unread_problem(error: Exception, file: str) -> Problem:
    code, hint = "unreadable-file", "Open it where it was made, and save it again."
    if not isinstance(error, WorkerLostError):
        what = "it is damaged, or not what its name says"
        if told := str(error).partition("\n")[0][:200]:
            hint += f" Its reader’s own words: {told}"
    elif error.hung:
        code, what = "file-hangs", "it took too long, and reading it was stopped"
        hint = "Cut it down to what letters need, or save it as plain text or CSV."
    elif error.hungry:
        code, what = "file-hungers", "it needs more memory than a file may take"
        hint = "Cut it down to what letters need, or save it as plain text or CSV."
    else:
        what = f"what read it broke down: {how_it_ended(error)}"
    return Problem(code, f"The file cannot be read: {what}.", hint, file)


def gone_problem(error: Exception) -> Problem:
    message = f"The workers that made the letters are gone ({type(error).__name__}: {error})."
    hint = "Start them again, then run the same command again: what was made is kept."
    return Problem("workers-gone", message, hint, "--executor")


def cause_of(problem: Problem, letter: Letter) -> tuple[str, str]:
    """Return what was wrong with a letter, without what is this letter's own."""
    message = problem.message
    for own in (letter.id, *letter.envelope_lines, letter.salutation):
        message = message.replace(own, "") if own else message
    return problem.code, re.sub(r"“[^”]*”|\d+", "", message)


def how_it_ended(lost: WorkerLostError) -> str:
    """Return how a process ended that nobody stopped, as its exit code tells."""
    if lost.code == -getattr(signal, "SIGKILL", 9):
        return "the system stopped it, most likely because memory ran short"
    return "it ended without a word"


def stale_problem(stale: Sequence[str], list_name: str, supporters: bool = False) -> Problem:
    named = ", ".join(stale[:5]) + (", …" if len(stale) > 5 else "")
    what, them = ("letter has", "it") if len(stale) == 1 else ("letters have", "them")
    message = f"{len(stale)} {what} no recipient any more: {named}."
    hint = f"Remove {them} with: campaign generate{' --supporters' * supporters} --prune."
    return Problem("stale-letters", message, hint, list_name, severity="warning")


def unsure_problem(count: int, list_name: str) -> Problem:
    message = (
        f"{count} letters may have no recipient any more; none was removed, because some "
        "rows of the list cannot be read."
    )
    hint = "Mend those rows first."
    return Problem("not-pruned", message, hint, list_name, severity="warning")


def not_ours(pdf: str) -> Problem:
    message = "This file is not the one that was made, so it was left."
    hint = "Remove it yourself if nobody needs it."
    return Problem("not-pruned", message, hint, pdf, severity="warning")


def stopped_problem(tried: int, total: int, list_name: str) -> Problem:
    told = f"The first {tried} letters all failed for this one reason"
    message = f"{told}, so the other {total - tried} were not tried."
    hint = "Mend it, then run the same command again."
    return Problem("stopped-early", message, hint, list_name)
