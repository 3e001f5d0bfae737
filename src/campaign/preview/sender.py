"""The sender's form: who signs, the letterhead, signature and logo, in ``campaign.toml``."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from campaign.folder import read_toml
from campaign.making.check import unfit_settings
from campaign.preview.desk import Desk
from campaign.preview.documents import Document
from campaign.preview.editing import OwnText, encoded, version
from campaign.preview.journal import ConflictError, Journal
from campaign.preview.listed import dropped, named
from campaign.problems import CampaignError, Problem
from campaign.publish import publish
from campaign.settings import campaign_from
from campaign.toml_lines import Value, with_settings

_TEXTS = frozenset(
    [("", "title"), ("", "subject"), ("print", "only_looked_at")]
    + [("sender", key) for key in ("kind", "name", "role", "organisation", "address", "postcode")]
    + [("sender", key) for key in ("constituency", "email", "telephone")]
    + [("letterhead", key) for key in ("name", "strapline", "logo_alt")]
)
"""The settings that the form has, as section and key."""

IMAGES = {"signature": ("sender", "signature"), "logo": ("letterhead", "logo")}
FORMATS = {"PNG": ".png", "JPEG": ".jpg"}
MOST_PIXELS = 40_000_000


class SenderForm(OwnText):
    """Shows and changes those settings; ``check`` tells what would be wrong, and writes nothing."""

    def __init__(self, desk: Desk, journal: Journal) -> None:
        super().__init__(desk, journal, desk.folder.configuration)

    def document(self) -> Document:
        source, data = self.source()
        table = read_toml(source, self.name)
        said = {
            f"{section}.{key}".lstrip("."): (table.get(section, {}) if section else table).get(
                key, ""
            )
            for section, key in (*_TEXTS, *IMAGES.values())
        }
        ready = self.desk.look().ready
        return {
            "version": version(data),
            "settings": said,
            "filled_in": bool(ready and ready.campaign.sender.filled_in),
        }

    def check(self, said: Mapping[str, Value], seen: str) -> list[Problem]:
        """Return what would be wrong in the settings, once they say this too."""
        source, data = self.source()
        if version(data) != seen:
            raise ConflictError(self.name, source)
        return self.new_faults(source, self.saying(source, said))

    def save(self, said: Mapping[str, Value], seen: str) -> None:
        """Write the settings that differ; raises CampaignError for what was not wrong before."""
        self.change(lambda source: self.saying(source, said), seen, "sender")

    def faults(self, source: str) -> Iterable[Problem]:
        table, root = read_toml(source, self.name), self.desk.folder.root
        campaign, problems = campaign_from(table, source, self.name, root)
        return (*problems, *unfit_settings(campaign, self.name))

    def image(self, which: str) -> tuple[bytes, str]:
        """Return the signature or the logo and its type; raises CampaignError where none is."""
        section, key = IMAGES.get(which, ("", ""))
        named = read_toml(self.source()[0], self.name).get(section, {}).get(key)
        path = (self.desk.folder.root / str(named or "")).resolve()
        inside = path.is_relative_to(self.desk.folder.root) and path.is_file()
        if not named or not inside or path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
            raise CampaignError(Problem("no-image", "There is no such picture."))
        return path.read_bytes(), "image/png" if path.suffix.lower() == ".png" else "image/jpeg"

    def take_image(self, which: str, data: bytes) -> None:
        """Keep a picture as signature or logo, and have the settings name it.

        Raises CampaignError for what is no whole PNG or JPEG.
        """
        if which not in IMAGES:
            raise CampaignError(Problem("no-image", "There is no such picture."))
        suffix = named(self.desk.workers.submit(suffix_of, data).result, which)
        path = self.desk.folder.data / f"{which}{suffix}"
        name = self.desk.folder.relative(path)
        with self.journal.noting((path, self.path), f"{which} put in"):
            publish(path, data)
            source, before = self.source()
            extra: dict[tuple[str, str], Value | None] = {IMAGES[which]: name}
            head = read_toml(source, self.name).get("letterhead", {})
            if which == "logo" and not head.get("logo_alt"):
                extra["letterhead", "logo_alt"] = "Logo of the sender"
            after = encoded(with_settings(source, extra, self.name), before)
            if after != before:
                publish(self.path, after)

    def saying(self, source: str, said: Mapping[str, Value]) -> str:
        """Return the settings with what they are to say, where that differs."""
        table = read_toml(source, self.name)
        wanted: dict[tuple[str, str], Value | None] = {}
        for name, value in said.items():
            section, _, key = name.rpartition(".")
            if (section, key) not in _TEXTS:
                raise CampaignError(Problem("not-editable", f"The form has no “{name}”."))
            now = (table.get(section, {}) if section else table).get(key)
            if value != now and not (value in ("", [], False) and now is None):
                wanted[section, key] = value
        return with_settings(source, wanted, self.name)


def suffix_of(data: bytes) -> str:
    """Return what a picture's file ends with; raises CampaignError for half a picture, or none."""
    from PIL import Image

    from campaign.pdf.pictures import Pictures

    try:
        with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as picture:
            suffix, size = FORMATS[str(picture.format)], picture.width * picture.height
        if size <= MOST_PIXELS:
            with dropped(f"picture{suffix}", data) as file:
                Pictures().read(file)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        message = "This is no whole PNG or JPEG picture."
        raise CampaignError(Problem("no-picture", message, "Save or scan it again.")) from error
    if size > MOST_PIXELS:
        message = "This picture has more dots than a letter can show."
        raise CampaignError(Problem("too-large", message, "Save it smaller."))
    return suffix
