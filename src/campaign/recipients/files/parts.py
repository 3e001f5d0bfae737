"""The parts of a workbook's archive, whose XML may be searched and parsed without harm."""

import io
import re
import zipfile

from campaign.decoding import decoded

_MOST_BYTES = 1 << 30
_BEGINNING = 200


def archive_of(data: bytes) -> zipfile.ZipFile:
    """Open a zip archive; raises ValueError where it unpacks to more than any list could hold."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
        raise ValueError("it unpacks to more than any list could hold")
    return archive


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part's XML in UTF-8; raises ValueError where it declares a document type."""
    xml = archive.read(name)
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in xml[:_BEGINNING]:
        xml = re.sub(r"^<\?xml[^>]*\?>", "", decoded(xml).text).encode()
    if b"<!DOCTYPE" in xml:
        raise ValueError("it declares a document type")
    return xml
