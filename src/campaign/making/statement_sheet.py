"""The statement → a PDF to enclose: set in the campaign's type and looked over like a letter."""

from campaign.called import issuer_of
from campaign.folder import Folder, starter
from campaign.html import Templates
from campaign.making.setting import proof_of
from campaign.making.sources import at_risk, words_of
from campaign.making.workshop import MadePdf, Workshop
from campaign.model import ENGLISH, Campaign, Enclosure
from campaign.preflight import StatementProof, as_letter
from campaign.preflight.enclosed import TEMPLATE
from campaign.problems import CampaignError
from campaign.statement.text.parts import read_parts
from campaign.typography import long_date, typeset_html


def statement_proof(workshop: Workshop, enclosure: Enclosure, standing: str) -> MadePdf:
    """Write, lay out, check and print the statement; one whose key is ``standing`` is left."""
    folder, campaign = workshop.folder, workshop.campaign

    def written(templates: Templates) -> str:
        return write_statement(templates, folder, campaign, enclosure)

    letter = as_letter(folder.relative(in_its_language(folder, enclosure).statement))
    return proof_of(workshop, letter, standing, written, StatementProof)


def write_statement(
    templates: Templates, folder: Folder, campaign: Campaign, enclosure: Enclosure
) -> str:
    """Return the statement as a page of HTML.

    Raises CampaignError where the template fails, or where a name that must never be printed
    stands in the statement.
    """
    campaign = campaign.spoken(enclosure.language)
    folder = in_its_language(folder, enclosure)
    said = campaign.statement.date
    day = long_date(said, folder.language) if said and folder.language else ""
    template = f"{folder.language}/{TEMPLATE}".lstrip("/")
    values = {
        "enclosure": enclosure,
        "campaign": campaign,
        "statement": campaign.statement,
        "issuer": issuer_of(campaign.statement.issuer),
        "parts": read_parts(campaign.statement, day),
    }
    if not (templates.folder / template).is_file() and not folder.language:
        # A folder that an earlier version made has no such sheet.
        templates = Templates(starter() / "templates")
    html = typeset_html(templates.render(template, values))
    hint = "Enclose a text without it: give a PDF as the file of the enclosure."
    file = folder.relative(folder.statement)
    if problems := list(at_risk(words_of(html), campaign, "The statement", hint, file)):
        raise CampaignError(*problems)
    return html


def in_its_language(folder: Folder, enclosure: Enclosure) -> Folder:
    language = enclosure.language
    return folder if language in ("", ENGLISH) else folder.in_language(language)
