"""Letter → HTML text, and what a template says about itself; the only importer of Jinja."""

from campaign.html.letters import MOST_CHARACTERS, Templates, calls_on, context
from campaign.html.sandbox import Sandbox

__all__ = ["MOST_CHARACTERS", "Sandbox", "Templates", "calls_on", "context"]
