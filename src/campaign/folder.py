"""A campaign folder: find it, read campaign.toml, know its paths."""
