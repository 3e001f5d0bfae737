"""Templates for those who write them: which serves whom, what each may print, a new one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from textwrap import fill, shorten

from campaign.compose import template_name
from campaign.folder import Folder, tailored_in
from campaign.html import Templates
from campaign.html.outline import Outline, TemplateBlock, Use, family
from campaign.html.rehearsal import SLOW, Rehearsal, rehearse
from campaign.model import TEMPLATE_SUFFIX, Recipient
from campaign.problems import CampaignError, Problem, nearest

_SHEET = "enclosure.html.j2"
_COLUMN = re.compile(r"""recipient\.extra(?:\["(?P<quoted>[^"]+)"\]|\.(?P<plain>\w+))""")
_METHODS = frozenset({"get", "items", "keys", "values"})
_PART = re.compile(r"""\.(\w+)|\["([^"]*)"\]""")


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One template file, what it extends, and the recipients whose letters it makes."""

    name: str
    extends: str
    serves: tuple[Recipient, ...]


def kept_templates(templates: Templates, recipients: Iterable[Recipient]) -> list[TemplateFile]:
    """Return every template that makes letters, whether anybody's or not, by name.

    Partials and what is only extended make none. A template that cannot be read extends nothing
    that is known; ``check_templates`` says why.
    """
    tailored = tailored_in(templates.folder)
    serves: dict[str, list[Recipient]] = {}
    for recipient in recipients:
        serves.setdefault(template_name(recipient, tailored), []).append(recipient)
    found = []
    for name in template_files(templates):
        try:
            extends = family(templates, name)[0].extends
        except CampaignError:
            extends = ""
        if (extends or name in serves) and name.rpartition("/")[2] != _SHEET:
            found.append(TemplateFile(name, extends, tuple(serves.get(name, ()))))
    return found


def template_files(templates: Templates) -> list[str]:
    """Return the names of all template files, partials too."""
    paths = sorted(templates.folder.rglob(f"*{TEMPLATE_SUFFIX}"))
    return [path.relative_to(templates.folder).as_posix() for path in paths]


def check_templates(
    templates: Templates, recipients: Sequence[Recipient], only: Collection[str] = ()
) -> list[Problem]:
    """Return what is wrong in all templates, or in the ``only`` ones and all they draw on."""
    problems: list[Problem] = []
    columns = {column for recipient in recipients for column in recipient.extra}
    seen: dict[str, Outline] = {}
    stage = Rehearsal(templates.folder)
    kept = kept_templates(templates, recipients)
    for template in kept:
        if only and template.name not in only:
            continue
        voice = voice_of(templates, template.name)
        try:
            drawn_on = family(templates, template.name)
            drawn_on += family(templates, voice) if voice else ()
        except CampaignError as error:
            problems += error.problems
            continue
        seen |= {outline.name: outline for outline in drawn_on}
        problems += templates.lost_words(template.name)
        problems += missing_columns(drawn_on, columns)
        problems += unprinted_notes(template, drawn_on)
        for (name, line), fault in rehearse(stage, template.name, voice):
            told = in_template(name, *fault, line)
            problems.append(replace(told, severity="error") if fault is SLOW else told)
    uses = {name: outline.uses for name, outline in seen.items()}
    problems += stage.problems(
        "template-variable", uses, lambda name, line: (f"templates/{name}", line)
    )
    if not only:
        problems += unused(templates, seen, kept)
    return list(dict.fromkeys(problems))


def voice_of(templates: Templates, name: str) -> str:
    """Return the template of the words of the language that a template is in, if it has one."""
    language, slash, _ = name.partition("/")
    voice = f"{language}/voice{TEMPLATE_SUFFIX}"
    return voice if slash and (templates.folder / voice).is_file() else ""


def missing_columns(outlines: Sequence[Outline], columns: Collection[str]) -> Iterator[Problem]:
    """Yield the columns that a template and all it draws on print, and the list does not have."""
    asked = {use.name for outline in outlines for use in outline.uses}
    for outline in outlines:
        for use in outline.uses:
            column = own_column(use)
            first = f'recipient.extra.get("{column}")'
            if column and columns and column not in columns and first not in asked:
                message = f"The list has no column “{column}”."
                hint = nearest(column, columns)
                hint = hint or f"Add the column, or ask first: {{% if {first} %}}."
                yield in_template(outline.name, "no-such-column", message, hint, use.line)


def own_column(use: Use) -> str:
    """Return the column of the list's own that a template reads outright, or nothing."""
    match = _COLUMN.fullmatch(use.name)
    column = (match["quoted"] or match["plain"]) if match else ""
    return "" if column in _METHODS else column


def unprinted_notes(template: TemplateFile, outlines: Sequence[Outline]) -> Iterator[Problem]:
    """Yield a problem where somebody wrote a personal paragraph that would never be printed."""
    if any(use.name == "recipient.note" for outline in outlines for use in outline.uses):
        return
    written = [recipient for recipient in template.serves if recipient.note]
    if written:
        message = f"{len(written)} of the letters it makes have a personal paragraph (“note”),"
        message += " and this template never prints it."
        hint = "Write {{ recipient.note }} where the paragraph belongs."
        yield in_template(template.name, "note-not-printed", message, hint)


def unused(
    templates: Templates, seen: Mapping[str, Outline], kept: Iterable[TemplateFile]
) -> Iterator[Problem]:
    """Yield the templates that nothing draws on and the names that are set and never read."""
    makers = {template.name for template in kept}
    for name in template_files(templates):
        if name not in seen and name not in makers and not fallback(name):
            message = "No template draws on this one, and no letter is made with it."
            hint = "Name it in a recipient’s “template”, include it, or delete it."
            yield Problem("unused-template", message, hint, f"templates/{name}", severity="warning")
    read = {use.name for outline in seen.values() for use in outline.uses}
    for outline in seen.values():
        for given in outline.sets:
            if given.name not in read:
                message = f"“{given.name}” is set here and never read."
                hint = nearest(given.name, read)
                yield in_template(outline.name, "unused-variable", message, hint, given.line)


def in_template(name: str, code: str, message: str, hint: str, line: int | None = None) -> Problem:
    return Problem(code, message, hint, f"templates/{name}", line, severity="warning")


def fallback(name: str) -> bool:
    """Whether a template is used though none names it, as ``background_cn`` by its value."""
    return name.rpartition("/")[2] == _SHEET or (
        name.startswith("partials/") and "_" in name.rpartition("/")[2]
    )


def values_of(names: Iterable[str], values: Mapping[str, object]) -> dict[str, str]:
    """Return, in words, what each dotted name holds among a letter's values, if it has one."""
    held = {}
    for name in names:
        root = re.match(r"\w+", name)
        if root and root[0] in values:
            try:
                value = value_at(name[root.end() :], values[root[0]])
            except (AttributeError, KeyError, TypeError):
                continue
            if not callable(value) and not is_dataclass(value):
                held[name] = in_few_words(value)
    return held


def value_at(path: str, value: object) -> object:
    for attribute, key in _PART.findall(path):
        name, table = attribute or key, value if isinstance(value, Mapping) else {}
        value = table[name] if name in table else getattr(value, name)
    return value


def in_few_words(value: object) -> str:
    """Return a value as a writer of templates needs to see it: words, or how many there are."""
    if isinstance(value, Mapping):
        return f"{len(value)}: {', '.join(map(str, value))}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = ", ".join(str(getattr(item, "id", "") or shorten(str(item), 60)) for item in value)
        return f"{len(value)}: {items}" if value else "none"
    return "" if value is None else str(value)


def blocks_to_fill(
    templates: Templates, name: str
) -> tuple[list[TemplateBlock], list[TemplateBlock]]:
    """Return the blocks of a letter's text that a template can fill anew, and all its others.

    Those of the text lie within the block “body”, in the order in which they are printed; where
    there is no such block, all do.
    """
    defined: dict[str, TemplateBlock] = {}
    for outline in reversed(family(templates, name)):
        for block in outline.blocks:
            defined.setdefault(block.name, block)
    text = [block for block in defined.values() if block.within == "body"]
    if not text:
        return list(defined.values()), []
    return text, [b for b in defined.values() if b not in text and b.name != "body"]


def tailored_template(folder: Folder, recipient: Recipient) -> str:
    """Return a template for one recipient, which prints their usual letter until it is changed."""
    whom = recipient.name or recipient.role or recipient.organisation or recipient.id
    usual = template_name(recipient, ())
    return extending_template(Templates(folder.templates), usual, f"The letter to {whom} alone.")


def begun_template(folder: Folder, usual: str) -> str:
    purpose = "Say here what these letters are for."
    return extending_template(Templates(folder.templates), usual, purpose)


def extending_template(templates: Templates, usual: str, purpose: str) -> str:
    text, others = blocks_to_fill(templates, usual)
    named = f"; so are {', '.join(block.name for block in others)}" if others else ""
    advice = (
        "{{ super() }} stands for what the usual letter says there: keep it, write before or after"
        " it, or write your own in its place. Put each paragraph between <p> and </p>. A block"
        f" that you take out is printed as usual{named}. #}}"
    )
    parts = [
        f'{{% extends "{usual}" %}}',
        f"{{# {purpose.replace('#}', '')}",
        "",
        fill(advice, 70, initial_indent="   ", subsequent_indent="   ", break_on_hyphens=False),
    ]
    for block in text:
        parts += ["", f"{{% block {block.name} %}}", "{{ super() }}", "{% endblock %}"]
    return "\n".join(parts) + "\n"
