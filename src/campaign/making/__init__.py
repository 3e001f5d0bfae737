"""Plan, reuse, workers, publishing, manifest and report."""
