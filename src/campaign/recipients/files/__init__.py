"""A spreadsheet or text file → the cells of one sheet, with the rows that a spreadsheet shows."""
