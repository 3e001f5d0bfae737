"""Plan, reuse, workers, publishing, manifest and report."""

from campaign.build.generate import Report, generate
from campaign.build.load import Ready, check, load
from campaign.build.starter import new_folder

__all__ = ["Ready", "Report", "check", "generate", "load", "new_folder"]
