"""Letter → HTML text, and what a template says about itself; the only importer of Jinja."""

from campaign.html.letters import Templates, context

__all__ = ["Templates", "context"]
