"""A template's names and what each holds, read in the order of its text without filling it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from campaign.html.hints import (
    ANYTHING,
    LETTER_NAMES,
    Fixed,
    Hint,
    Namespace,
    element,
    is_text,
    member,
    members_of,
    returned,
)

BUILT_IN = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})
# Filters that hand on what they are given, or one item of it.
KEEP = frozenset({"list", "sort", "reverse", "unique", "selectattr", "rejectattr", "default", "d"})
PICK = frozenset({"first", "last", "random"})
NUMBERS = frozenset({"abs", "count", "float", "int", "length", "round", "sum"})


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a template reads, such as ``recipient.note``, and whether it is known."""

    name: str
    line: int
    known: bool = True
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One ``{{ … }}``, in the order of the text.

    ``name`` is what it prints, where that is a name; ``words`` whether text may come of it, and
    not only a number; ``safe`` whether it is marked as markup.
    """

    line: int
    name: str
    words: bool
    safe: bool


class TemplateReader:
    """Walks a template in the order of its text and works out what each expression holds."""

    def __init__(self, library: frozenset[str]) -> None:
        self.library = library
        self.scopes: list[dict[str, Hint]] = [{}]
        self.uses: list[Use] = []
        self.sets: list[Use] = []
        self.printed: list[Printed] = []

    def visit(self, node: nodes.Node) -> None:
        """Read a statement and all within it."""
        match node:
            case nodes.Output():
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        self.prints(part)
            case nodes.For():
                self.loops(node)
            case nodes.Macro() | nodes.CallBlock():
                if isinstance(node, nodes.Macro):
                    self.scopes[-1][node.name] = ANYTHING
                else:
                    self.type_of(node.call)
                arguments = {argument.name: ANYTHING for argument in node.args}
                self.within(arguments, [*node.defaults, *node.body])
            case nodes.With():
                values = [self.type_of(value) for value in node.values]
                names = [name for target in node.targets for name in names_in(target)]
                self.within(dict(zip(names, values, strict=False)), node.body)
            case nodes.Expr():
                self.type_of(node)
            case _:
                self.sets_or_contains(node)

    def sets_or_contains(self, node: nodes.Node) -> None:
        """Read a statement that gives names a value, or one that only has others within it."""
        match node:
            case nodes.Assign(target=nodes.NSRef() as part):
                self.sets_part(part, self.type_of(node.node))
            case nodes.Assign():
                value = self.type_of(node.node)
                simple = isinstance(node.target, nodes.Name)
                for name in names_in(node.target):
                    self.scopes[-1][name] = value if simple else ANYTHING
                    self.sets.append(Use(name, node.lineno))
            case nodes.AssignBlock():
                self.within({}, node.body)
                self.scopes[-1] |= dict.fromkeys(names_in(node.target), ANYTHING)
            case nodes.Import():
                self.scopes[-1][node.target] = ANYTHING
            case nodes.FromImport():
                named = [name if isinstance(name, str) else name[1] for name in node.names]
                self.scopes[-1] |= dict.fromkeys(named, ANYTHING)
            case _:
                for child in node.iter_child_nodes():
                    self.visit(child)

    def sets_part(self, target: nodes.NSRef, value: Hint) -> None:
        for scope in self.scopes:
            space = scope.get(target.name)
            if isinstance(space, Namespace) and is_text(value):
                space.held[target.attr] = ANYTHING

    def prints(self, part: nodes.Expr) -> None:
        held = self.type_of(part)
        plain, safe = part, False
        while isinstance(plain, nodes.Filter) and plain.node is not None:
            safe = safe or plain.name == "safe"
            plain = plain.node
        self.printed.append(Printed(part.lineno, written(plain), is_text(held), safe))

    def loops(self, node: nodes.For) -> None:
        item = element(self.type_of(node.iter))
        names = names_in(node.target)
        simple = isinstance(node.target, nodes.Name)
        test = [node.test] if node.test else []
        self.within(dict.fromkeys(names, item if simple else ANYTHING), [*test, *node.body])
        self.within({}, node.else_)

    def within(self, names: Mapping[str, Hint], body: Sequence[nodes.Node]) -> None:
        """Read a body in which these further names stand for something."""
        self.scopes.append(dict(names))
        for node in body:
            self.visit(node)
        self.scopes.pop()

    def type_of(self, node: nodes.Node) -> Hint:
        """Return what an expression holds, noting each name in it."""
        match node:
            case nodes.Const():
                return Fixed if isinstance(node.value, str) else type(node.value)
            case nodes.Name():
                return self.named(node)
            case nodes.Getattr() | nodes.Getitem():
                return self.part(node)
            case nodes.Filter():
                return self.filtered(node)
            case nodes.Call():
                return self.called(node)
            case nodes.Compare() | nodes.Not() | nodes.Test():
                self.children(node)
                return bool
            case nodes.CondExpr():
                self.type_of(node.test)
                sides = [self.type_of(side) for side in (node.expr1, node.expr2) if side]
                return sides[0] if all(side == sides[0] for side in sides) else ANYTHING
            case nodes.Add() | nodes.Sub() | nodes.Mul() | nodes.Div():
                sides = [self.type_of(node.left), self.type_of(node.right)]
                return float if all(side in (int, float) for side in sides) else ANYTHING
            case _:
                self.children(node)
                return ANYTHING

    def called(self, node: nodes.Call) -> Hint:
        owner = self.type_of(node.node)
        if [constant := arg.value for arg in node.args[:1] if isinstance(arg, nodes.Const)]:
            self.uses.append(Use(f'{written(node.node)}("{constant}")', node.lineno))
        for child in node.args:
            self.type_of(child)
        held = {pair.key: self.type_of(pair.value) for pair in node.kwargs}
        return Namespace(held) if written(node.node) == "namespace" else returned(owner)

    def children(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            self.type_of(child)

    def named(self, node: nodes.Name) -> Hint:
        for scope in reversed(self.scopes):
            if node.name in scope:
                self.uses.append(Use(node.name, node.lineno))
                return scope[node.name]
        if node.name in LETTER_NAMES or node.name in self.library | BUILT_IN:
            self.uses.append(Use(node.name, node.lineno))
            return LETTER_NAMES.get(node.name, ANYTHING)
        known = (*LETTER_NAMES, *(name for scope in self.scopes for name in scope))
        self.uses.append(Use(node.name, node.lineno, known=False, near=known))
        return ANYTHING

    def part(self, node: nodes.Getattr | nodes.Getitem) -> Hint:
        owner = self.type_of(node.node)
        if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
            self.type_of(node.arg)
            return element(owner)
        name = node.attr if isinstance(node, nodes.Getattr) else node.arg.value  # type: ignore[attr-defined]  # a Const, as tested above
        if not isinstance(name, str):
            return element(owner)
        path = written(node)
        found = member(owner, name)
        known = found is not None
        self.uses.append(Use(path, node.lineno, known, () if known else members_of(owner)))
        return ANYTHING if found is None else found

    def filtered(self, node: nodes.Filter) -> Hint:
        held = self.type_of(node.node) if node.node else ANYTHING
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self.type_of(child)
        if node.name in KEEP:
            return held
        if node.name in PICK:
            return element(held)
        return float if node.name in NUMBERS else ANYTHING


def names_in(target: nodes.Node) -> list[str]:
    """Return the plain names that an assignment or a loop gives a value."""
    if isinstance(target, nodes.Name):
        return [target.name]
    return [name.name for name in target.find_all(nodes.Name) if name.ctx == "store"]


def written(node: nodes.Node) -> str:
    """Return an expression of names and dots as it is written, or its last part."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        return f"{written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        key = node.arg.value
        shown = key if isinstance(key, int) else f'"{key}"'
        return f"{written(node.node)}[{shown}]"
    if isinstance(node, nodes.Call):
        return f"{written(node.node)}(…)"
    return "…"
