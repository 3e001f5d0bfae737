"""A file → Statement: read text, find calls and quotations, hold them to the source."""

from campaign.statement.facts import read_facts
from campaign.statement.reviewed import read_calls, read_quotations
from campaign.statement.statement import read_statement

__all__ = ["read_calls", "read_facts", "read_quotations", "read_statement"]
