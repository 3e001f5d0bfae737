"""HTML text → a laid-out letter → PDF bytes; the only importer of WeasyPrint."""
