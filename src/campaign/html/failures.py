"""Why a template failed, in a campaigner's words, with its file and line."""

import re
import traceback
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError, UndefinedError

from campaign.html import sections
from campaign.html.sandbox import Sandbox, SlowError
from campaign.problems import Problem, nearest

DRAWS_ON = re.compile(r"\{%-?\s*(?:include|import|from|call|extends)\b|\bself\.|\w\(")


@dataclass(frozen=True, slots=True)
class Failures:
    """Tells why the templates of a folder failed; ``name`` is what a campaigner calls it."""

    folder: Path
    name: str
    environment: Sandbox

    def failed(self, error: Exception, template: str, values: Mapping[str, object]) -> Problem:
        """Return what a template failed at, with its file and line."""
        match error:
            case TemplateNotFound():
                return self.not_found(error, template)
            case TemplateSyntaxError():
                return self.unreadable(error)
            case UndefinedError():
                return self.undefined(error, template, values)
            case UnicodeDecodeError():
                return self.not_utf_8(template)
            case RecursionError():
                return self.too_deep(template, error)
        told, hint = in_plain_words(error)
        file, row = self.where(error, template)
        what = "The words fail" if file.endswith(".md") else "The template fails"
        return Problem("template-error", f"{what} here: {told.rstrip('.')}.", hint, file, row)

    def too_deep(self, template: str, error: RecursionError) -> Problem:
        file, row = self.turning(error) or self.where(error, template)
        message = "The template is nested too deeply, or draws on itself."
        return Problem("template-syntax", message, "Take some of it apart.", file, row)

    def unreadable(self, error: TemplateSyntaxError) -> Problem:
        file = self.place(Path(error.filename)) if error.filename else self.name
        message = f"The template cannot be read: {str(error.message).rstrip('.')}."
        hint = "Look for a missing “{% endif %}”, “%}” or “}}” on or just above this line."
        return Problem("template-syntax", message, hint, file, error.lineno)

    def not_utf_8(self, asked: str) -> Problem:
        """Return the problem of a template, or of one that it draws on, that is no UTF-8 text."""
        file = f"{self.name}/{asked}"
        for path in sorted(self.folder.rglob("*.j2")):
            with suppress(OSError):
                try:
                    path.read_text(encoding="utf-8")
                except UnicodeDecodeError:
                    file = self.place(path)
                    break
        hint = "Save it again, choosing the encoding UTF-8."
        return Problem("not-utf-8", "This template is not UTF-8 text.", hint, file)

    def undefined(
        self, error: UndefinedError, template: str, values: Mapping[str, object]
    ) -> Problem:
        message, hint = self.meaningless(error, values)
        file, row = self.where(error, template)
        code = "wording-variable" if file.endswith(".md") else "template-variable"
        return Problem(code, message, hint, file, row)

    def meaningless(self, error: UndefinedError, values: Mapping[str, object]) -> tuple[str, str]:
        """Return what to say of a name that means nothing, and the nearest that does."""
        said = re.findall(r"'([^']*)'", str(error))
        word = said[-1] if said else ""
        if len(said) == 1:
            owner, known = "", [*values, *self.environment.globals]
        else:
            owner = said[0].removesuffix(" object").rpartition(".")[2].lower()
            known = members(values.get(owner))
            if owner not in values:
                # One of Python's own kinds: most likely the columns of the list.
                owner, known = "", [*getattr(values.get("recipient"), "extra", ())]
        message = f"There is no “{f'{owner}.{word}' if owner else word}” to print here."
        return message, nearest(word, known)

    def where(self, error: Exception, template: str) -> tuple[str, int | None]:
        """Return the last line of an error's traceback that lies in wording.md or a template."""
        if place := sections.last_line(error, self.environment.compiled_sections):
            return place
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            path = Path(frame.filename)
            if path.is_relative_to(self.folder):
                return self.place(path), frame.lineno
        return f"{self.name}/{template}", None

    def turning(self, error: RecursionError) -> tuple[str, int | None] | None:
        """Return the line that draws on its own template, straight or by a detour."""
        frames = traceback.extract_tb(error.__traceback__)
        passed = Counter((frame.filename, frame.lineno, frame.line) for frame in frames)
        drawing = [
            (count, file, line)
            for (file, line, said), count in passed.items()
            if count > 1 and DRAWS_ON.search(said or "") and Path(file).is_relative_to(self.folder)
        ]
        if not drawing:
            return None
        _, file, line = max(drawing)
        return self.place(Path(file)), line

    def leading_out(self, asked: str, file: str, line: int | None) -> Problem:
        message = f"“{asked}” lies outside the folder {self.name}, and is not read."
        hint = "Copy what you need of it into that folder."
        return Problem("no-template", message, hint, file, line)

    def not_found(self, error: TemplateNotFound, asked: str) -> Problem:
        name = str(error.name or asked)
        file, row = self.where(error, asked)
        if leads_out(name):
            return self.leading_out(name, file, row)
        there = [
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*.html.j2")
            if path.is_file()
        ]
        known = "Check the recipient’s “template” column, or put the file there."
        message = f"There is no template “{name}”."
        return Problem("no-template", message, nearest(name, there) or known, file, row)

    def place(self, path: Path) -> str:
        return f"{self.name}/{path.relative_to(self.folder).as_posix()}"


def leads_out(name: str) -> bool:
    """Whether a template's name climbs out of the folder, which the loader refuses."""
    return ".." in re.split(r"[/\\]", name)


def in_plain_words(error: Exception) -> tuple[str, str]:
    """Return why an expression of a template failed, and in a hint Python's own words for it."""
    told = str(error)
    if found := re.match(r"access to attribute '([^']*)'", told):
        return f"templates may not use “{found[1]}”", ""
    if isinstance(error, MemoryError):
        return "it needs too much memory", ""
    if isinstance(error, ZeroDivisionError):
        return "something is divided by nought", ""
    if "MAX_RANGE" in told:
        return "a range has too many steps", ""
    # The sandbox's words, and ours.
    if isinstance(error, SlowError | TemplateError):
        return told, ""
    shown = f"{type(error).__name__}: {told.partition(chr(10))[0][:200]}"
    return "a value is not of the kind that is wanted", f"Python’s own words: {shown}"


def members(value: object) -> list[str]:
    """Return the names that a template may write after a dot, the model's own first."""
    if isinstance(value, Mapping):
        return [str(key) for key in value]
    own = [field.name for field in fields(value)] if is_dataclass(value) else []
    return [*own, *(name for name in dir(value) if name[0] != "_" and name not in own)]
