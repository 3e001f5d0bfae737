"""Letter → HTML text; the only importer of Jinja."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from campaign.model import CallToAction, Campaign, Letter
from campaign.problems import CampaignError, Problem, nearest
from campaign.stationery import envelope_profile
from campaign.typography import british_date, british_list, typeset_html

MOST_CHARACTERS = 1_000_000
"""A letter of more characters than this is a template gone wrong."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja as letters need it: everything escaped, nothing undefined, no way out."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, templates: Path) -> None:
        super().__init__(
            loader=FileSystemLoader(templates),
            # For every name: Jinja's own choice would leave .html.j2 unescaped.
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.filters |= {"british_date": british_date, "british_list": british_list}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        # "a" * 100000000 would fill the memory before any limit could see it.
        if not all(isinstance(side, int | float) and abs(side) < 1e6 for side in (left, right)):
            raise SecurityError("only small numbers can be multiplied")
        return super().call_binop(context, operator, left, right)


class Templates:
    """The templates of one campaign folder, ready to write its letters."""

    def __init__(self, folder: Path, name: str = "templates") -> None:
        self.folder = folder
        self.name = name
        self.environment = Sandbox(folder)

    def letter(self, letter: Letter, campaign: Campaign) -> str:
        """Return the letter as a whole HTML page.

        Raises CampaignError naming the template's file and line.
        """
        return typeset_html(self.render(letter.template, context(letter, campaign)))

    def render(self, template: str, values: dict[str, Any]) -> str:
        """Return a template filled with values; raises CampaignError with its file and line."""
        try:
            pieces: list[str] = []
            length = 0
            for piece in self.environment.get_template(template).generate(values):
                length += len(piece)
                if length > MOST_CHARACTERS:
                    raise TemplateError(f"it makes more than {MOST_CHARACTERS:,} characters")
                pieces.append(piece)
            return "".join(pieces)
        except CampaignError:
            raise
        except TemplateNotFound as error:
            raise CampaignError(self.not_found(str(error.name or template), template)) from error
        except TemplateSyntaxError as error:
            place = self.place(Path(error.filename)) if error.filename else self.name
            problem = Problem(
                code="template-syntax",
                file=place,
                row=error.lineno,
                message=f"The template cannot be read: {error.message}.",
                hint="Look for a missing “{% endif %}”, “%}” or “}}” on or just above this line.",
            )
            raise CampaignError(problem) from error
        # A template may fail in any way that its expressions can.
        except Exception as error:
            raise CampaignError(self.failed(error, template, values)) from error

    def failed(self, error: Exception, template: str, values: Iterable[str]) -> Problem:
        """Return what went wrong while a template was being filled, on its line."""
        file, row = self.last_line(error.__traceback__) or (f"{self.name}/{template}", None)
        message = str(error).rstrip(".")
        known = [*values, *self.environment.globals]
        word = message.split("'")[1] if message.startswith("'") else ""
        return Problem(
            code="template-variable" if "undefined" in message else "template-error",
            file=file,
            row=row,
            message=f"The template fails here: {message}.",
            hint=nearest(word, known) if word else "",
        )

    def last_line(self, trace: TracebackType | None) -> tuple[str, int | None] | None:
        """Return the last line of a traceback that lies in a template."""
        for frame in reversed(traceback.extract_tb(trace)):
            path = Path(frame.filename)
            if path.is_relative_to(self.folder):
                return self.place(path), frame.lineno
        return None

    def not_found(self, name: str, asked: str) -> Problem:
        there = [
            path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html.j2")
        ]
        return Problem(
            code="no-template",
            file=f"{self.name}/{asked}",
            message=f"There is no template “{name}”.",
            hint=nearest(name, there)
            or "Check the recipient’s “template” column, or put the file there.",
        )

    def place(self, path: Path) -> str:
        return f"{self.name}/{path.relative_to(self.folder).as_posix()}"


def context(letter: Letter, campaign: Campaign) -> dict[str, Any]:
    """Return all that a template may name."""
    return {
        "letter": letter,
        "recipient": letter.recipient,
        "campaign": campaign,
        "sender": campaign.sender,
        "statement": campaign.statement,
        "facts": campaign.facts,
        "calls": letter.calls,
        "calls_on": calls_on(letter),
        "profile": envelope_profile(campaign.look.envelope),
        "specimen": not campaign.sender.filled_in,
    }


def calls_on(letter: Letter) -> Callable[[str], list[CallToAction]]:
    """Return a function from an addressee's key to the letter's calls on them."""
    return lambda key: [call for call in letter.calls if call.addressee_key == key]
