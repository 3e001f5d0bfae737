"""An empty list to fill in, with its columns explained."""

import io

from campaign.model import KINDS
from campaign.own_files import csv_of
from campaign.recipients.columns import spreadsheet_column
from campaign.recipients.headings import EXPLAINED


def blank_csv() -> bytes:
    """Return an empty list as CSV: its header alone, for a CSV has no room for remarks."""
    return csv_of(EXPLAINED)


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
