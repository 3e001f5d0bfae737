"""A file → recipients and problems: tables, columns, importers."""
