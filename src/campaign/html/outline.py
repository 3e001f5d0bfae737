"""What a template says about itself: what it extends, its blocks, the names it prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes

from campaign.html.failures import leads_out
from campaign.html.letters import Templates
from campaign.problems import CampaignError


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a template reads, such as ``recipient.note``, or that it sets."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class TemplateBlock:
    """A part that an extending template may fill anew; ``within`` is the block around it."""

    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """One template file; ``draws_on`` are those it extends and includes by a fixed name."""

    name: str
    extends: str
    draws_on: tuple[str, ...]
    blocks: tuple[TemplateBlock, ...]
    uses: tuple[Use, ...]
    sets: tuple[Use, ...]


def outline(templates: Templates, name: str) -> Outline:
    """Read one template without filling it; raises CampaignError with its file and line."""
    try:
        source, _, _ = templates.environment.templates.get_source(templates.environment, name)
        return outlined(templates, name, source)
    except TemplateNotFound as error:
        raise CampaignError(templates.failures.not_found(error, name)) from error
    except TemplateSyntaxError as error:
        raise CampaignError(templates.failures.unreadable(error)) from error
    except RecursionError as error:
        raise CampaignError(templates.failures.too_deep(name, error)) from error


# Partials and parents are asked for again by each that draws on them.
@lru_cache(maxsize=64)
def outlined(templates: Templates, name: str, source: str) -> Outline:
    tree = templates.environment.parse(source, name, str(templates.folder / name))
    if out := [(asked, line) for asked, line in drawn_on(tree) if leads_out(asked)]:
        file = f"{templates.name}/{name}"
        raise CampaignError(
            *(templates.failures.leading_out(asked, file, line) for asked, line in out)
        )
    parent = next(iter(tree.find_all(nodes.Extends)), None)
    return Outline(
        name=name,
        extends=constant(parent.template) if parent else "",
        draws_on=tuple(dict.fromkeys(asked for asked, _ in drawn_on(tree))),
        blocks=tuple(blocks_in(tree, "")),
        uses=uses_in(tree),
        sets=tuple(
            Use(name.name, node.lineno)
            for node in tree.find_all(nodes.Assign)
            for name in (node, *node.find_all(nodes.Name))
            if isinstance(name, nodes.Name) and name.ctx == "store"
        ),
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
    parents, parent = set[str](), name
    while parent in found and parent not in parents:
        parents.add(parent)
        parent = found[parent].extends
    if parent in parents:  # it would be filled for ever
        raise CampaignError(templates.failures.too_deep(parent, RecursionError()))
    return tuple(found.values())


def constant(node: nodes.Expr) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else ""


def drawn_on(tree: nodes.Node) -> Iterator[tuple[str, int]]:
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in tree.find_all(kinds):
        named = node.template  # type: ignore[attr-defined]  # each of these kinds has one
        options = named.items if isinstance(named, nodes.List | nodes.Tuple) else [named]
        yield from ((name, node.lineno) for option in options if (name := constant(option)))


def blocks_in(node: nodes.Node, within: str) -> Iterator[TemplateBlock]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield TemplateBlock(child.name, within)
            yield from blocks_in(child, child.name)
        else:
            yield from blocks_in(child, within)


def uses_in(tree: nodes.Node) -> tuple[Use, ...]:
    """Return the names that are read, with all that stands before each dot; calls by a word too."""
    found = []
    for node in tree.find_all((nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Call)):
        name = spelled_out(node)
        if isinstance(node, nodes.Call):
            asked = [arg.value for arg in node.args[:1] if isinstance(arg, nodes.Const)]
            name = f'{spelled_out(node.node)}("{asked[0]}")' if asked else ""
        if name and getattr(node, "ctx", "load") == "load":
            found.append(Use(name, node.lineno))
    return tuple(found)


def spelled_out(node: nodes.Node) -> str:
    """Return an expression of names and dots as it is written, or its last part."""
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            return f"{spelled_out(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=key)):
            shown = key if isinstance(key, int) else f'"{key}"'
            return f"{spelled_out(node.node)}[{shown}]"
        case nodes.Call():
            return f"{spelled_out(node.node)}(…)"
    return "…"
