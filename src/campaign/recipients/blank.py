"""An empty list to fill in, with its columns explained."""

from __future__ import annotations

import io

from campaign.model import KINDS
from campaign.recipients.columns import spreadsheet_column
from campaign.recipients.table import csv_bytes

EXPLAINED: dict[str, str] = {
    "id": "Leave empty, or a short name of your own; it names the letter’s file.",
    "kind": f"{', '.join(KINDS[:-1])} or {KINDS[-1]}. Empty: taken from the rest of the row.",
    "name": "As on an envelope, with styles and honours: Rt Hon Sir Geoffrey Cox KC MP.",
    "role": "The office: Chair; Minister of State. It may stand without a name.",
    "organisation": "The body: Foreign Affairs Committee; Embassy of Japan.",
    "constituency": "For MPs.",
    "party": "For templates and for choosing recipients.",
    "state": "For embassies: the ISO code of their state, such as cn.",
    "address": "One line of the address to a line of the cell; empty for MPs and peers.",
    "postcode": "The UK postcode, with the post town last in the address.",
    "country": "Only for addresses abroad.",
    "email": "Not used in letters.",
    "address_as": "What follows “Dear”, if it should differ from the usual: Ambassador.",
    "gender": "M or F as the person gives it, for Mr or Ms; never guessed.",
    "note": "A paragraph of your own for this letter.",
    "template": "The letter’s template, if it is not the one of its kind.",
    "language": "A code such as en-GB; empty for en-GB.",
    "copies": "How many to print; empty for one.",
    "as_of": "The day on which you checked that the office-holder is in office.",
}
"""The columns of an empty list, each with what belongs in it."""


def blank_csv() -> bytes:
    """Return an empty list as CSV: its header alone, for a CSV has no room for remarks."""
    return csv_bytes(tuple(EXPLAINED), ())


def blank_xlsx() -> bytes:
    """Return an empty list as a workbook: the list, and a second sheet that explains it.

    All cells are text, so that no spreadsheet takes a telephone number or 1-2 for anything else.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.datavalidation import DataValidation

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheet = workbook.create_sheet("Recipients")
    sheet.append(list(EXPLAINED))
    sheet.freeze_panes = "A2"
    kinds = DataValidation(type="list", formula1=f'"{",".join(KINDS)}"', allow_blank=True)
    sheet.add_data_validation(kinds)
    kinds.add("B2:B1001")
    for column, name in enumerate(EXPLAINED, start=1):
        heading = sheet.cell(1, column)
        heading.font = Font(bold=True)
        letter = spreadsheet_column(column - 1)
        sheet.column_dimensions[letter].width = 30 if name in ("name", "address", "note") else 16
        sheet.column_dimensions[letter].number_format = "@"
        for row in range(2, 202):
            sheet.cell(row, column).number_format = "@"
    guide = workbook.create_sheet("Columns")
    guide.append(["column", "what belongs in it"])
    for name, meaning in EXPLAINED.items():
        guide.append([name, meaning])
    guide.column_dimensions["A"].width = 16
    guide.column_dimensions["B"].width = 80
    for row in guide["B"]:
        row.alignment = Alignment(wrap_text=True)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
