"""What a template says about itself: what it extends, its blocks, the names it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes

from campaign.html.failures import leads_out
from campaign.html.letters import Templates
from campaign.html.reader import Printed, TemplateReader, Use
from campaign.problems import CampaignError


@dataclass(frozen=True, slots=True)
class TemplateBlock:
    """A part that an extending template may fill anew; ``within`` is the block around it."""

    name: str
    line: int
    within: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """One template file; ``draws_on`` are those it extends and includes by a fixed name.

    ``gives`` are the names that it sets for those that extend it or that it includes.
    """

    name: str
    extends: str
    draws_on: tuple[str, ...]
    blocks: tuple[TemplateBlock, ...]
    uses: tuple[Use, ...]
    sets: tuple[Use, ...]
    gives: frozenset[str]
    printed: tuple[Printed, ...]


def outline(templates: Templates, name: str) -> Outline:
    """Read one template without filling it; raises CampaignError with its file and line."""
    try:
        source, _, _ = templates.environment.templates.get_source(templates.environment, name)
        tree = templates.environment.parse(source, name, str(templates.folder / name))
    except TemplateNotFound as error:
        raise CampaignError(templates.failures.not_found(error, name)) from error
    except TemplateSyntaxError as error:
        raise CampaignError(templates.failures.unreadable(error)) from error
    except RecursionError as error:
        raise CampaignError(templates.failures.too_deep(name, error)) from error
    if out := [(asked, line) for asked, line in drawn_on(tree) if leads_out(asked)]:
        raise CampaignError(
            *(templates.failures.leading_out(asked, name, line) for asked, line in out)
        )
    reader = TemplateReader(frozenset(templates.environment.globals))
    reader.visit(tree)
    parent = next(iter(tree.find_all(nodes.Extends)), None)
    return Outline(
        name=name,
        extends=constant(parent.template) if parent else "",
        draws_on=tuple(dict.fromkeys(asked for asked, _ in drawn_on(tree))),
        blocks=tuple(blocks(tree, "")),
        uses=tuple(reader.uses),
        sets=tuple(reader.sets),
        gives=frozenset(reader.scopes[0]),
        printed=tuple(reader.printed),
    )


def family(templates: Templates, name: str) -> tuple[Outline, ...]:
    """Return a template and all it draws on, itself first, then its parents and partials."""
    found: dict[str, Outline] = {}
    waiting = [name]
    while waiting:
        following = waiting.pop(0)
        # A partial named in a list may be missing by intent: the list goes on to the next.
        if following in found or (found and not (templates.folder / following).is_file()):
            continue
        found[following] = outline(templates, following)
        waiting += found[following].draws_on
    return tuple(found.values())


def constant(node: nodes.Expr) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else ""


def drawn_on(tree: nodes.Node) -> Iterator[tuple[str, int]]:
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in tree.find_all(kinds):
        named = node.template  # type: ignore[attr-defined]  # each of these kinds has one
        options = named.items if isinstance(named, nodes.List | nodes.Tuple) else [named]
        yield from ((name, node.lineno) for option in options if (name := constant(option)))


def blocks(node: nodes.Node, within: str) -> Iterator[TemplateBlock]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield TemplateBlock(child.name, child.lineno, within)
            yield from blocks(child, child.name)
        else:
            yield from blocks(child, within)
