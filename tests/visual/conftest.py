"""The bench of the preflight: one press that knows no fonts but the letters' own."""

from tests.preflight.conftest import bench

__all__ = ["bench"]
