"""An .xls file → what a sheet of it hides, strikes through or shows otherwise."""

import io

import xlrd

from campaign.recipients.files.hidden import Hidden, shown_number, zeros_of


def xls_hidden(data: bytes, name: str) -> Hidden:
    """Return what a sheet hides; raises xlrd.XLRDError for a broken file."""
    with xlrd.open_workbook(
        file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO()
    ) as workbook:
        sheet = workbook.sheet_by_name(name)
        hidden = Hidden(
            {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden},
            {column for column, info in sheet.colinfo_map.items() if info.hidden},
        )
        hidden.merged += [
            ((first + 1, left), (last, right - 1))
            for first, last, left, right in sheet.merged_cells
        ]
        formats = [workbook.format_map.get(style.format_key) for style in workbook.xf_list]
        zeros = [zeros_of(one.format_str) if one else "" for one in formats]
        lines = {at for at, font in enumerate(workbook.font_list) if font.struck_out}
        struck = {at for at, xf in enumerate(workbook.xf_list) if xf.font_index in lines}
        for (row, column), runs in sheet.rich_text_runlist_map.items():
            if any(font in lines for _, font in runs):
                hidden.struck.add((row + 1, column))
        for row in range(sheet.nrows):
            for column, kind in enumerate(sheet.row_types(row)):
                place, style = (row + 1, column), sheet.cell_xf_index(row, column)
                if style in struck:
                    hidden.struck.add(place)
                if kind == xlrd.XL_CELL_ERROR:
                    code = int(sheet.cell_value(row, column))
                    hidden.unvalued[place] = xlrd.error_text_from_code.get(code, "#N/A")
                elif kind == xlrd.XL_CELL_NUMBER and zeros[style]:
                    number = str(sheet.cell_value(row, column))
                    if shown := shown_number(number, zeros[style]):
                        hidden.shown[place] = shown
    return hidden
