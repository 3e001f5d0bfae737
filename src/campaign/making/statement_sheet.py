"""The statement → a PDF to enclose: set in the campaign's type and looked over like a letter."""

from __future__ import annotations

from campaign.called import issuer_of
from campaign.folder import Folder, starter
from campaign.html import Templates
from campaign.making.faults import scratch_problem
from campaign.making.keys import letter_key
from campaign.making.setting import ALONE, OnPaper, proof_from, tools_for
from campaign.making.sources import at_risk, words_of
from campaign.making.workshop import MadePdf, Workshop
from campaign.model import ENGLISH, Campaign, Enclosure
from campaign.preflight.enclosed import inspect_enclosed, inspect_enclosed_pdf
from campaign.problems import CampaignError, Problem
from campaign.statement.text.parts import read_parts
from campaign.typography import long_date, typeset_html

TEMPLATE = "enclosure.html.j2"


def statement_proof(workshop: Workshop, enclosure: Enclosure, standing: str) -> MadePdf:
    """Write, lay out, check and print the statement; one whose key is ``standing`` is left."""
    with ALONE:
        try:
            return set_statement(workshop, enclosure, standing)
        except CampaignError as error:
            return MadePdf(enclosure.file, problems=error.problems)


def set_statement(workshop: Workshop, enclosure: Enclosure, standing: str) -> MadePdf:
    """The same, raising CampaignError where a template fails or type cannot be set here."""
    folder, campaign = workshop.folder, workshop.campaign
    bench = tools_for(folder, workshop.whole, campaign.look.pdf_variant)
    html = write_statement(bench.templates, folder, campaign, enclosure)
    key = letter_key(workshop.engine, html, folder.templates, bench.files)
    if key == standing:
        return MadePdf(enclosure.file, key)
    source = folder.relative(in_its_language(folder, enclosure).statement)
    try:
        laid_out = bench.press.lay_out(html)
        seen = inspect_enclosed(laid_out, campaign, html, source)
        pdf, warnings = bench.press.print(laid_out)
        problems = (*seen, *inspect_enclosed_pdf(pdf, warnings, campaign, html, source))
    except (MemoryError, CampaignError):
        raise
    # Whatever else the engine may stumble over, the letters are still made.
    except Exception as error:
        message = "The statement was not set: the typesetter stumbled over it."
        hint = "Look there, and in letter.css, for a size out of all measure. "
        hint += f"The typesetter’s own words: {type(error).__name__}, {error}"
        problem = scratch_problem(error) or Problem(
            "typesetting", message, hint, f"templates/{TEMPLATE}"
        )
        return MadePdf(enclosure.file, key, problems=(problem,))
    return proof_from(
        enclosure.file, key, OnPaper(pdf, laid_out.pages, problems=problems), bench.press
    )


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
