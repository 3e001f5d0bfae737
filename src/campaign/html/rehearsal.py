"""A template rehearsed: run once on a made-up letter, every branch of it, and what is noticed.

Names that mean nothing are noted and passed over, so that all are told at once. Data are marked;
what stands where escaping does not protect it is found by the marks in the page that comes out.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from jinja2 import Template, Undefined, nodes
from jinja2.runtime import Context
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from campaign.html.failures import members
from campaign.html.made_up import MARK, made_up
from campaign.html.outline import Use, uses_in
from campaign.html.sandbox import SECONDS, Filter, Sandbox, SlowError, at_most
from campaign.html.sections import Values, line_of, template_of, template_text
from campaign.model import Section
from campaign.problems import CampaignError, Problem, nearest

_CODE = re.compile("\ue001(\\d+)\ue001")
"""A mark with the number of its place."""

ELEMENT = re.compile(
    r"<!--.*?-->|<(?P<raw>style|script)\b[^>]*>(?P<inside>.*?)</(?P=raw)>"
    r"|<(?P<tag>[a-z][^\s>/]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s=>"'/]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s>]*))?""")

Harm = tuple[str, str, str]
SAFE = (
    "safe-filter",
    "“|safe” prints what stands in the data as markup: a “<” in a name would break the letter.",
    "Take “|safe” away; write the markup in the template, around the words.",
)
UNQUOTED = (
    "unquoted-attribute",
    "Data stands in an attribute without quotation marks: a space in it would begin another.",
    'Put quotation marks around it: class="{{ … }}".',
)
CSS = (
    "data-in-css",
    "Data stands in a style, where escaping does not protect it.",
    "Choose between fixed styles with {% if … %}; only numbers may be printed here.",
)
SLOW = (
    "template-error",
    "The template takes too long here.",
    "Look for a loop within a loop, or for a template that includes itself.",
)
SCRIPT = (
    "data-in-script",
    "Data stands in a script. A letter on paper runs none.",
    "Take the script out.",
)

TemplateLine = tuple[str, int]
"""A template's name, and the line in it."""


class Unknown(Undefined):
    """A name that means nothing: told where it is used, and passed over."""

    __slots__ = ()

    @staticmethod
    def told(unknown: Undefined) -> None:
        """Note that this was used."""

    def __str__(self) -> str:
        self.told(self)
        return ""

    def __bool__(self) -> bool:
        return bool(str(self))

    def __iter__(self) -> Iterator[NoReturn]:
        return iter(str(self))  # type: ignore[arg-type]  # of nothing

    def __getattr__(self, name: str) -> Unknown:
        if name.startswith("__"):
            raise AttributeError(name)
        return self(name)

    def __call__(self, *_: object, **__: object) -> Unknown:  # type: ignore[override]  # it fails
        self.told(self)
        return self

    __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __call__  # type: ignore[assignment]
    __mul__ = __rmul__ = __mod__ = __truediv__ = __rtruediv__ = __call__  # type: ignore[assignment]


class EveryBranch(NodeTransformer):
    """Has a template go down all its branches, whatever is true."""

    def visit_If(self, node: nodes.If) -> list[nodes.Node]:  # noqa: N802  # Jinja's name for it
        self.generic_visit(node)
        tried = nodes.Output([call("_tried", node.test)])
        return [tried.set_lineno(node.lineno), *node.body, *node.elif_, *node.else_]

    def visit_For(self, node: nodes.For) -> list[nodes.Node]:  # noqa: N802  # likewise
        self.generic_visit(node)
        after, node.else_ = node.else_, []
        return [node, *after]

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802  # likewise
        self.generic_visit(node)
        return call("_either", node.test, node.expr1, node.expr2 or nodes.Const(""))

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802  # likewise
        node.ignore_missing = True
        return node


def call(function: str, *values: nodes.Node) -> nodes.Call:
    name = nodes.Name(function, "load")
    made = nodes.Call(name, [*values], [], None, None)
    made.set_lineno(values[0].lineno)
    return made


def passing(filter_: Filter) -> Filter:
    """Return a filter that hands on a name that means nothing."""

    @functools.wraps(filter_)
    def run(*values: object, **named: object) -> object:
        for value in values:
            if isinstance(value, Undefined):
                return value
        return filter_(*values, **named)

    return run


class Rehearsal(Sandbox):
    """The sandbox for one rehearsal after another; what was noticed stays."""

    def __init__(self, templates: Path) -> None:
        super().__init__(templates)
        self.undefined = type("Unknown", (Unknown,), {"__slots__": (), "told": self.note})
        self.finalize = self.printed
        for name in self.filters.keys() - {"default", "d"}:
            self.filters[name] = passing(self.filters[name])
        self.globals |= {"_tried": self.tried, "_either": self.either}
        self.unknown: dict[tuple[str, int, str], Sequence[str]] = {}
        self.places: list[TemplateLine] = []
        self.unsafe: list[TemplateLine] = []
        self.running: list[object] = []
        self.endless = 0

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Compile every branch; the hook that Jinja has for it."""
        tree = EveryBranch().visit(source)
        tree.set_environment(self)
        return super()._generate(tree, name, filename, defer_init)

    def call(self, context: Context, called: object, /, *args: object, **kwargs: object) -> object:
        # A macro that calls itself until something is true would have no end.
        if called in self.running:
            return ""
        self.running.append(called)
        try:
            return super().call(context, called, *args, **kwargs)
        finally:
            self.running.pop()

    def note(self, unknown: Undefined) -> None:
        owner, name = unknown._undefined_obj, unknown._undefined_name
        known = [*made_up(), *self.globals] if owner is missing else members(owner)
        # What is not there at all lacks everything: that is no mistake of the template.
        if owner is not None and isinstance(name, str):
            self.unknown.setdefault((*here(), name), known)

    def tried(self, value: object) -> str:
        if isinstance(value, Undefined):
            self.note(value)
        return ""

    def either(self, test: object, one: object, other: object) -> object:
        for value in (test, one, other):
            self.tried(value)
        return other if isinstance(one, Undefined) else one

    def printed(self, value: object) -> object:
        """Return what is printed with the number of its place in its marks."""
        if isinstance(value, Undefined):
            return self.tried(value)
        if not isinstance(value, str) or MARK[0] not in value:
            return value
        self.places.append(here())
        if isinstance(value, Markup) and MARK in value:
            self.unsafe.append(here())
        code = f"\ue001{len(self.places) - 1}\ue001"
        return type(value)(re.sub(f"{MARK[0]}(?:<|&lt;)", code, value))

    def play(self, template: Template, values: Values) -> list[tuple[TemplateLine, Harm]]:
        """Run a template; return where it prints data that escaping does not make safe."""
        pieces: list[str] = []
        found: list[tuple[TemplateLine, Harm]] = []
        # Nobody waits a third time for what may well be one loop that all of them draw on.
        if self.endless > 1:
            return found
        # Where it fails otherwise on what is made up, a letter's own words may not.
        with suppress(Exception):
            try:
                with at_most(SECONDS):
                    pieces.extend(template.generate(values))
            except SlowError as error:
                self.endless += 1
                found.append((here(innermost(error)), SLOW))
        found += [(place, SAFE) for place in self.unsafe]
        self.unsafe = []
        return found + [(self.places[at], fault) for at, fault in _faults("".join(pieces))]

    def problems(
        self,
        code: str,
        uses: Mapping[str, Iterable[Use]],
        placed: Callable[[str, int], TemplateLine],
    ) -> Iterator[Problem]:
        """Yield the names noted so far; ``placed`` says where a campaigner finds a line."""
        for (file, line, name), known in self.unknown.items():
            end = re.compile(rf"(.*[.\[\"])?{re.escape(name)}(\"\])?")
            template_text = (use.name for use in uses.get(file, ()) if use.line == line)
            whole = next(filter(end.fullmatch, template_text), name)
            message = f"There is no “{whole}” to print here."
            yield Problem(code, message, nearest(name, known), *placed(file, line))


def innermost(error: Exception) -> FrameType | None:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace.tb_frame if trace else None


def here(frame: FrameType | None = None) -> TemplateLine:
    """Return the line of the template that is running, or was in this frame."""
    frame = frame or inspect.currentframe()
    while frame and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    if frame is None:
        return "", 0
    template: Template = frame.f_globals["__jinja_template__"]
    return str(template.name), template.get_corresponding_lineno(frame.f_lineno)


def rehearse(stage: Rehearsal, template: str, voice: str = "") -> list[tuple[TemplateLine, Harm]]:
    """Run a template of letters; ``voice`` is the one that says its words, in another language."""
    values = dict(made_up())
    if voice:
        values |= vars(stage.get_template(voice).make_module(values))
    return stage.play(stage.get_template(template), values)


def check_section(stage: Rehearsal, section: Section) -> Iterator[Problem]:
    """Yield the names in a section that nothing gives a value, whoever reads it."""
    try:
        template = template_of(stage, section)
    except CampaignError as error:
        yield from error.problems
        return
    source = template_text(section)
    stage.unknown.clear()
    stage.play(template, {**made_up(), "usual": str})
    uses = {section.file: uses_in(stage.parse(source.html))}
    yield from stage.problems(
        "wording-variable", uses, lambda file, line: (file, line_of(source, line, section))
    )


def _faults(html: str) -> Iterator[tuple[int, Harm]]:
    """Yield the number of each mark that stands where escaping does not protect, and the fault."""
    for element in ELEMENT.finditer(html):
        if inside := element["inside"]:
            fault = CSS if element["raw"].lower() == "style" else SCRIPT
            yield from ((int(mark), fault) for mark in _CODE.findall(inside))
        for attribute in _ATTRIBUTE.finditer(element["attributes"] or ""):
            if wrong := attribute_fault(attribute["name"], attribute["value"] or ""):
                yield from ((int(mark), wrong) for mark in _CODE.findall(attribute[0]))


def attribute_fault(name: str, value: str) -> Harm | None:
    if _CODE.search(name) or not value.startswith(('"', "'")):
        return UNQUOTED
    if name.lower() == "style":
        return CSS
    return SCRIPT if name.lower().startswith("on") else None
