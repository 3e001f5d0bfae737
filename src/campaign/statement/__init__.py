"""A file → Statement: read text, find calls and quotations, hold them to the source."""

from campaign.statement.facts import read_facts
from campaign.statement.held import names_at_risk, quoted_words_not_found
from campaign.statement.reviewed import read_calls, read_quotations
from campaign.statement.statement import read_statement
from campaign.statement.writing import Written, write_review

__all__ = [
    "Written",
    "names_at_risk",
    "quoted_words_not_found",
    "read_calls",
    "read_facts",
    "read_quotations",
    "read_statement",
    "write_review",
]
