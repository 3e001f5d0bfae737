"""A file → its plain text: text, Markdown, HTML, Word, OpenDocument, PDF."""
