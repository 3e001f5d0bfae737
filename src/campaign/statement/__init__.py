"""A file → Statement: read text, find calls and quotations, hold them to the source."""
