"""Words of a template that extends another and stand in none of its blocks: never printed."""

import re
from collections.abc import Iterable, Iterator

from jinja2 import nodes

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What only stands there to hold others; a macro or a set block is printed where it is named.
AROUND = nodes.If | nodes.For | nodes.With | nodes.Scope | nodes.FilterBlock | nodes.CallBlock


def lost_words(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield the line and the beginning of what is written outside every block."""
    if next(iter(tree.find_all(nodes.Extends)), None):
        yield from outside_blocks(tree.body)


def outside_blocks(body: Iterable[nodes.Node]) -> Iterator[tuple[int, str]]:
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    yield part.lineno, "{{ … }}"
                elif words := _COMMENT.sub("", part.data).strip():
                    before = part.data[: part.data.find(words[:20])]
                    yield part.lineno + before.count("\n"), " ".join(words.split())[:60]
        elif isinstance(node, AROUND):
            inner = [*node.body, *getattr(node, "elif_", []), *getattr(node, "else_", [])]
            yield from outside_blocks(inner)
