"""The languages of a campaign: who reads which, and the same campaign in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign.compose import personal, translated
from campaign.enclosures import STATEMENT
from campaign.folder import Folder, read_campaign, read_text, read_toml
from campaign.forms_of_address import form_of_address
from campaign.making.closed import Closed
from campaign.making.reading import campaign_read
from campaign.model import ENGLISH, CallToAction, Campaign, Enclosure, Recipient
from campaign.problems import CampaignError, Problem, errors, stop
from campaign.typography import locale_of

_MOST = 2
"""Languages in one letter."""


KNOWN_BETTER = frozenset({"calls-addressee-key", "no-statement-issuer"})
"""Of what the rules for English doubt, the English calls and statement are sure."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language's name, who has read its words (empty: nobody yet), and its forms."""

    name: str
    read_by: str = ""
    forms: dict[str, str] = field(default_factory=dict)


def in_their_languages(
    closed: Closed,
    folder: Folder,
    campaign: Campaign,
    recipients: Sequence[Recipient],
) -> tuple[Campaign, tuple[Recipient, ...], list[Problem]]:
    """Return the campaign with an edition in each language read, who can be written to, and what
    is wrong.

    A language in which something is missing costs its own readers their letters, and no others.
    """
    wanted = dict.fromkeys(code for one in recipients for code in one.languages)
    editions: dict[str, Campaign] = {}
    problems: list[Problem] = []
    for language in wanted:
        if not language.startswith("en"):
            edition, wrong = edition_of(closed, folder, campaign, language)
            problems += wrong
            if not errors(wrong):
                editions[language] = edition
    if editions:
        own = tuple(replace(one, language=ENGLISH) for one in campaign.enclosures)
        campaign = replace(campaign, editions=editions, enclosures=own)
    tailored = folder.tailored()
    unfit = {
        one.id: found
        for one in recipients
        if one.language != ENGLISH and (found := list(unspoken(campaign, one, tailored)))
    }
    readers = tuple(one for one in recipients if one.id not in unfit)
    return campaign, readers, [*problems, *(one for found in unfit.values() for one in found)]


def edition_of(
    closed: Closed, folder: Folder, home: Campaign, language: str
) -> tuple[Campaign, list[Problem]]:
    """Return a campaign in another language, its calls held to the statement in that language."""
    own = folder.in_language(language)
    file = folder.templates / language / "language.toml"
    name = folder.relative(file)
    try:
        locale_of(language)
        said, wrong = read_language(file, name)
        settings = closed(folder.relative(own.own("campaign.toml")), read_campaign, own)
        told = replace(settings.statement, date=home.statement.date)
        edition, found = campaign_read(closed, own, replace(settings, statement=told))
    except ValueError as error:
        return home, [Problem("no-language", f"This is no language: {error}.", "", name)]
    except CampaignError as error:
        return home, list(error.problems)
    problems = [*wrong, *(one for one in found if one.code not in KNOWN_BETTER)]
    calls, untold = matched(home.calls, edition.calls, folder.relative(own.calls))
    issuer = settings.statement.issuer or home.statement.issuer
    statement = replace(edition.statement, issuer=issuer, calls=calls)
    about = statement.title
    edition = replace(
        edition,
        language=language,
        forms=said.forms,
        calls=calls,
        statement=statement,
        title=about if edition.title == STATEMENT else edition.title,
        subject=about if edition.subject == STATEMENT else edition.subject,
        enclosures=tuple(enclosed(one, about, language) for one in edition.enclosures),
    )
    if not said.read_by:
        problems.append(unread(said.name, name))
    return edition, [*problems, *untold]


def read_language(file: Path, name: str) -> tuple[Language, list[Problem]]:
    """Read a language's own words for forms of address; raises CampaignError without them."""
    if not file.is_file():
        message = f"There are no letters in this language: {name} is missing."
        hint = (
            "Write the templates of the language (docs/languages.md), or mend the column language."
        )
        raise stop("no-language", message, hint, name)
    base = file.parents[1] / "base.html.j2"
    if base.is_file() and "labels" not in read_text(base, "templates/base.html.j2"):
        message = "This sheet is older than other languages, and has English words of its own."
        hint = "Take base.html.j2 and enclosure.html.j2 from a new campaign’s templates."
        raise stop("no-language", message, hint, "templates/base.html.j2")
    table = read_toml(read_text(file, name), name)
    forms = table.get("forms", {})
    texts = {"name": table.get("name", ""), "read_by": table.get("read_by", "")}
    if not isinstance(forms, dict) or not all(
        isinstance(value, str) for value in (*texts.values(), *forms.values())
    ):
        message = "“name”, “read_by” and all below [forms] are words in quotation marks."
        raise stop("bad-setting", message, "", name)
    odd = [key for key, value in forms.items() if key.count("{}") != value.count("{}")]
    problems = [
        Problem("bad-setting", f"“{key}” has {{}} on one side alone.", "", name, column=key)
        for key in odd
    ]
    return Language(texts["name"] or name, texts["read_by"], forms), problems


def matched(
    home: Sequence[CallToAction], own: Sequence[CallToAction], file: str
) -> tuple[tuple[CallToAction, ...], list[Problem]]:
    """Return the campaign's calls in the words of another language; which is which, the ids say."""
    known = {call.id: call for call in own}
    message = "The call “{}” has no words in this language."
    hint = "Add a [[call]] with this id, and addressee, action and sentence in this language."
    problems = [
        Problem("call-untranslated", message.format(call.id), hint, file)
        for call in home
        if call.id not in known
    ]
    ids = {call.id for call in home}
    problems += [
        Problem("no-such-call", f"data/calls.toml has no call “{call.id}” in use.", "", file)
        for call in own
        if call.id not in ids
    ]
    words = ("action", "sentence", "stem", "plain", "start", "end")
    calls = tuple(
        replace(call, called=said.addressee, **{name: getattr(said, name) for name in words})
        for call in home
        if (said := known.get(call.id))
    )
    return calls, problems


def enclosed(enclosure: Enclosure, title: str, language: str) -> Enclosure:
    own = enclosure.title or (title if enclosure.file == STATEMENT else "")
    return replace(enclosure, title=own, language=language)


def unread(language: str, file: str) -> Problem:
    message = f"No native reader has yet said that the {language} of the templates is right."
    hint = "Have one read a letter of each kind, then write who did as read_by in this file."
    return Problem("language-unread", message, hint, file, severity="warning")


def unspoken(
    campaign: Campaign, recipient: Recipient, tailored: frozenset[str]
) -> Iterator[Problem]:
    def problem(message: str, hint: str) -> Problem:
        return recipient.problem("no-language", message, hint, "language")

    languages = recipient.languages
    if len(languages) > _MOST or len(set(languages)) < len(languages):
        yield problem("A letter has one language or two.", "Write cy, en-GB or cy+en.")
        return
    for language in languages:
        edition = campaign.spoken(language)
        if edition is not campaign:
            for words in unformed(edition, recipient):
                yield problem(
                    f"There are no words for “{words}” in “{language}”.",
                    f"Add them below [forms] in templates/{language}/language.toml, or fill in"
                    " address_as.",
                )
        elif not language.startswith("en"):
            hint = "The other problems say what it lacks."
            yield problem(f"No letter can be made in “{language}”.", hint)
    if len(languages) == _MOST and recipient.id in tailored:
        message = "This reader’s own template is in one language, and the letter in two."
        yield problem(message, "Take the template away, or write in one language.")
    for language in languages if len(languages) == _MOST and recipient.note else ():
        same = personal(recipient, language).note == recipient.note
        if same and not language.startswith("en"):
            column = f"note_{language.partition('-')[0]}"
            message = "The note is in one language, and the letter in two."
            yield problem(message, f"Write it in the other, in a column {column}.")


def unformed(edition: Campaign, recipient: Recipient) -> Iterator[str]:
    """Yield the English salutation or close for which a language has no words."""
    form = form_of_address(recipient)
    own = translated(form, recipient, edition)
    if not own.salutation:
        yield form.salutation
    if not own.complimentary_close:
        yield form.complimentary_close
