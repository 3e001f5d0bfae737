"""Who may speak to the page: this machine's own browser, from the page itself, with the token.

A page of another site that the same browser has open can send requests to 127.0.0.1, and by DNS
rebinding even under a name of its own. It knows neither the token nor our origin.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from flask import Request, Response

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """The page's address on this machine, and the token that its link holds."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def hosts(self) -> tuple[str, ...]:
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def link(self) -> str:
        """The address to open, token and all."""
        return f"http://{self.hosts[0]}/{self.token}/"

    def refusal(self, request: Request, token: str) -> tuple[int, str] | None:
        """Return the status and the reason for which a request is refused, or None."""
        if request.host not in self.hosts:
            return 421, "This page answers to 127.0.0.1 only."
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return 404, "Open the link that the preview gave when it was started."
        if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return 403, "Only the page itself may ask for this."
        origin = request.headers.get("Origin")
        ours = f"http://{request.host}"
        reading = request.method in ("GET", "HEAD")
        if origin != ours and not (reading and origin is None):
            return 403, "Only the page itself may ask for this."
        return None


def harden(response: Response) -> Response:
    """Add to a response what keeps a browser from lending it to others."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    return response
