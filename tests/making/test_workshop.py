"""A run hands letters out, and imports nothing that they are written or set with."""

from __future__ import annotations

import subprocess
import sys

HEAVY = "'jinja2', 'weasyprint', 'pikepdf', 'campaign.preflight', 'campaign.statement.finding'"


def test_a_run_imports_no_engine() -> None:
    script = (
        "import sys, campaign.making.generate, campaign.making.load, campaign.making.workers\n"
        f"sys.exit(', '.join({{{HEAVY}}} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
