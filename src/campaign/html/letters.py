"""Letter → HTML text; the only importer of Jinja."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TypeVar

from jinja2 import nodes
from jinja2.exceptions import TemplateError

from campaign.html import sections
from campaign.html.failures import Failures
from campaign.html.fit import Fitted, fitted
from campaign.html.lost import lost_words
from campaign.html.sandbox import SECONDS, Sandbox, SlowError, at_most
from campaign.html.sections import Cited, Values, Words
from campaign.model import ENGLISH, CallToAction, Campaign, Letter, Section
from campaign.problems import CampaignError, Problem
from campaign.stationery import envelope_profile
from campaign.typography import typeset_html
from campaign.voice import voice

T = TypeVar("T")

ENDLESS = "look for a loop, or for a template that includes itself"
_TAG = re.compile(r"<[^<>]*>")
_HALF = re.compile("[\ud800-\udfff]")

MOST_CHARACTERS = 1_000_000
"""A letter of more characters than this is a template gone wrong."""

_ENOUGH = 2
"""After so many letters for which a template took too much, it is not tried for another."""

Printer = Callable[[Sandbox, tuple[Section, ...], Values], Words]
"""What makes, of a letter's sections and values, the function that prints its parts."""


class Templates:
    """The templates of one campaign folder, ready to write its letters."""

    def __init__(self, folder: Path, name: str = "templates") -> None:
        self.folder = folder
        self.name = name
        self.environment = Sandbox(folder)
        self.failures = Failures(folder, name, self.environment)
        # The problems of templates that took too much, by template: nobody waits for them again.
        self.slow: dict[str, list[Problem]] = {}
        # Of each template that was read, its words outside every block, and what it extends.
        self.outside: dict[str, tuple[list[Problem], list[str]]] = {}

    def forget(self, names: Collection[str]) -> None:
        """Read these templates anew when they are next asked for; the others stay compiled."""
        self.slow.clear()
        for name in names:
            self.outside.pop(name, None)
        compiled = self.environment.cache or {}
        for key in [key for key in compiled if key[1] in names]:
            del compiled[key]

    def letter(
        self,
        letter: Letter,
        campaign: Campaign,
        words: Printer = Words,
        altered: Callable[[Values], None] | None = None,
    ) -> str:
        """Return the letter as a whole HTML page, its second language behind the first.

        ``words`` prints its parts, and ``altered`` may change what it is filled with. Raises
        CampaignError naming the template's file and line.
        """
        first, *others = (
            self.written(one, campaign.spoken(one.language), words, altered)
            for one in (letter, letter.also)
            if one
        )
        return typeset_html(behind(first, others[0], letter.also) if letter.also else first)

    def written(
        self,
        letter: Letter,
        campaign: Campaign,
        words: Printer,
        altered: Callable[[Values], None] | None,
    ) -> str:
        if lost := self.lost_words(letter.template):
            raise CampaignError(*lost)

        def write(way: Fitted) -> str:
            values = {**context(letter, campaign, way.quoted), "tight": way.tight}
            if campaign.language != ENGLISH:
                values = self.said_in(campaign.language, values)
            if altered:
                altered(values)
            values["words"] = words(self.environment, letter.sections, values)
            html = self.render(letter.template, values)
            followed = letter.recipient.follow_up
            if followed and followed.reference not in html:
                raise CampaignError(uncited(letter))
            own = alphanumeric(letter.recipient.note) if letter.recipient.sender else ""
            if own and own not in alphanumeric(unescape(_TAG.sub("", html))):
                raise CampaignError(own_words_lost(letter))
            return html

        try:
            return fitted(letter, campaign, write)
        # An address that does not fit its envelope is the row's.
        except CampaignError as error:
            raise CampaignError(*map(letter.recipient.placed, error.problems)) from error

    def said_in(self, language: str, values: Values) -> Values:
        """Return the values in a language's own words, by its voice.html.j2; none is English."""

        def words(template: str, values: Values) -> Values:
            return vars(self.environment.get_template(template).make_module(values))

        own = self.bounded(words, f"{language}/voice.html.j2", values)
        rest = {name: value for name, value in values.items() if not isinstance(value, str)}
        return rest | {name: value for name, value in own.items() if name[0] != "_"}

    def lost_words(self, name: str) -> list[Problem]:
        """Return the problems of words in a template, or in one it extends, that none prints."""
        found: dict[str, list[Problem]] = {}
        waiting = [name]
        while waiting:
            if (name := waiting.pop()) not in found:
                found[name], parents = self._outside(name)
                waiting += parents
        return [problem for problems in found.values() for problem in problems]

    def _outside(self, name: str) -> tuple[list[Problem], list[str]]:
        """Return the words of one template outside every block, and what it extends; read once."""
        if name not in self.outside:
            try:
                # Not by its path: the loader reads nothing that lies outside.
                source, *_ = self.environment.templates.get_source(self.environment, name)
                tree = self.environment.parse(source)
            # Whoever fills the template will say what is wrong with it.
            except (OSError, ValueError, TemplateError, RecursionError):
                return [], []
            parents = [parent.template for parent in tree.find_all(nodes.Extends)]
            problems = [
                Problem(
                    "outside-blocks",
                    f"“{words}” stands outside every block, and would not be printed.",
                    "Move it between a {% block … %} and its {% endblock %}.",
                    f"{self.name}/{name}",
                    line,
                )
                for line, words in lost_words(tree)
            ]
            known = [one.value for one in parents if isinstance(one, nodes.Const)]
            self.outside[name] = problems, [one for one in known if isinstance(one, str)]
        return self.outside[name]

    def render(self, template: str, values: Values) -> str:
        """Return a template filled with values; raises CampaignError with its file and line."""
        return self.bounded(self.filled, template, values)

    def bounded(self, fill: Callable[[str, Values], T], template: str, values: Values) -> T:
        """Do with a template what takes no longer than it may; raises as ``render``."""
        slow = self.slow.setdefault(template, [])
        if len(slow) >= _ENOUGH:
            raise CampaignError(slow[-1])
        try:
            # One that took too much before gets less time to show that it was not its own doing.
            with at_most(SECONDS / 4 if slow else SECONDS):
                return fill(template, values)
        except CampaignError as error:
            # A fact that is cited has no place yet.
            place = sections.last_line(error, self.environment.compiled_sections)
            if place is None or error.problems[0].file:
                raise
            raise CampaignError(
                *(replace(one, file=place[0], row=place[1]) for one in error.problems)
            ) from error
        # A template may fail in any way that its expressions can.
        except Exception as error:
            problem = self.failures.failed(error, template, values)
            if isinstance(error, SlowError | MemoryError | RecursionError):
                slow.append(problem)
            raise CampaignError(problem) from error

    def filled(self, template: str, values: Values) -> str:
        pieces: list[str] = []
        length = 0
        for piece in self.environment.get_template(template).generate(values):
            length += len(piece)
            if length > MOST_CHARACTERS:
                raise TemplateError(f"it makes more than {MOST_CHARACTERS:,} characters: {ENDLESS}")
            pieces.append(piece)
        html = "".join(pieces)
        if _HALF.search(html):
            raise TemplateError("it prints half a character, which no paper can show")
        return html


def behind(html: str, other: str, letter: Letter) -> str:
    """Return a letter's page with the text of the same letter in another language behind it."""
    text = other.partition("<main>")[2].rpartition("</main>")[0]
    head, end, foot = html.rpartition("</main>")
    section = f'<section lang="{letter.language}" style="break-before: page">{text}</section>'
    return f"{head}{section}{end}{foot}"


def alphanumeric(text: str) -> str:
    """Return nothing but the letters and figures of a text."""
    return "".join(filter(str.isalnum, text))


def own_words_lost(letter: Letter) -> Problem:
    return letter.recipient.problem(
        "own-words-lost",
        f"The letter “{letter.id}” does not have the supporter’s own words.",
        "Write {usual} under # Personal in data/wording.md; or print {{ recipient.note }} in the"
        " template.",
    )


def uncited(letter: Letter) -> Problem:
    return letter.recipient.problem(
        "no-follow-up",
        f"The letter “{letter.id}” does not say to which letter it is the second.",
        "Take base.html.j2 and partials/follow_up.html.j2 from a new campaign’s templates; or cite"
        " {{ recipient.follow_up.reference }} under # Follow-up in data/wording.md.",
    )


def context(
    letter: Letter, campaign: Campaign, quoted: tuple[CallToAction, ...] | None = None
) -> Values:
    """Return all that a template may name; ``quoted`` are the calls to quote, if not all."""
    said = voice(letter, campaign, letter.calls if quoted is None else quoted)
    cited = Cited(campaign.facts)
    return {
        **said,
        "tight": False,
        "constituents": (),
        "cited": cited,
        "cite": cited.claim,
        "source": cited.number,
        "letter": letter,
        "recipient": letter.recipient,
        "campaign": campaign,
        "sender": campaign.sender,
        "statement": campaign.statement,
        "facts": campaign.facts,
        "calls": letter.calls,
        "calls_on": lambda key: [call for call in letter.calls if call.addressee_key == key],
        "calls_by_addressee": calls_by_addressee(letter),
        "profile": envelope_profile(campaign.look.envelope),
        "specimen": not campaign.sender.filled_in,
    }


def calls_by_addressee(letter: Letter) -> list[tuple[str, list[CallToAction]]]:
    groups: dict[str, list[CallToAction]] = {}
    for call in letter.calls:
        groups.setdefault(call.addressee_key, []).append(call)
    return [(group[0].addressee, group) for group in groups.values()]
