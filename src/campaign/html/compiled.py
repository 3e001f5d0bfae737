"""Templates stay compiled from run to run: to write one letter takes a tenth of compiling them."""

from __future__ import annotations

import hashlib
import marshal

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from campaign.kept import Kept


class Compiled(BytecodeCache):
    """Keeps what Jinja compiled, for the same text under the same ``rules`` and the same Jinja.

    ``rules`` is whatever else decides how a template is compiled. Jinja's own cache on disk would
    stumble over a damaged file and over a folder that it may not write to, and grow for ever.
    """

    def __init__(self, rules: str) -> None:
        self.rules = rules

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return a template as it was compiled before, or nothing of it."""
        bucket = Bucket(environment, name, source)
        self.load_bytecode(bucket)
        if bucket.code and filename:
            # Templates of several campaigns may be the same; problems name the file at hand.
            bucket.code = bucket.code.replace(co_filename=filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept."""
        if content := self.kept(bucket).read():
            bucket.code = marshal.loads(content)  # noqa: S302  # as safe as Python's own modules

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        self.kept(bucket).write(marshal.dumps(bucket.code))

    def kept(self, bucket: Bucket) -> Kept:
        # Names of templates may hold what names of files may not.
        thing = f"template-{hashlib.sha256(bucket.key.encode()).hexdigest()[:12]}"
        return Kept(thing, (jinja2.__version__, self.rules, bucket.key, bucket.checksum))
