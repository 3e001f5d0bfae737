"""Many letters in one PDF: pages, structure, bookmarks and labels of all, shared parts once.

Each letter is copied to the end of the file and forgotten, so that a thousand take no more memory
than one.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, PdfError, Stream, String

from campaign.postroom.pdf_writing import PdfFile
from campaign.problems import CampaignError, stop

# Literal strings are passed over: “12 0 R” may be anybody's words.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|\b(\d+) (\d+) R\b", re.DOTALL)

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page may have from those above it; ISO 32000-1, section 7.7.3.4."""

MOST_ABOVE = 40
"""Levels of a tree of pages; ten of them hold more pages than there is paper."""

BROKEN = (PdfError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""Whatever a reader of PDFs may make of a damaged file."""

METADATA = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{part}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A PDF that goes into a print file as it is.

    ``title`` is its bookmark, ``below`` that of the part before it where that is said, ``label``
    comes before its page numbers; both may be empty. ``file`` is where it lies, and ``pages`` how
    many it has by the record, if that is known.
    """

    pdf: bytes
    title: str
    label: str
    copies: int = 1
    below: bool = False
    file: str = ""
    pages: int = 0


def merge_all(parts: Iterable[Piece], title: str, *, duplex: bool) -> bytes:
    file = io.BytesIO()
    merge_into(file, parts, title, duplex=duplex)
    return file.getvalue()


def merge_into(file: BinaryIO, parts: Iterable[Piece], title: str, *, duplex: bool) -> None:
    """Write one PDF of all parts in their order; nothing is laid out again.

    With ``duplex``, a part of an odd number of pages is followed by one that is blank, so that
    each part, and each copy of it, begins on a fresh sheet. Raises CampaignError, naming the file,
    for one that is no whole PDF or not the one on record, whoever has forged both.
    """
    merger = Merger(PdfFile(file))
    for part in parts:
        try:
            for copy in range(part.copies):
                merger.add(part, duplex=duplex, bookmark=copy == 0)
        except BROKEN as error:
            raise damaged(part, "is no PDF that can be read, or is damaged") from error
    merger.finish(title, duplex=duplex)


Shelf = list[tuple[str, int, "Shelf"]]
"""Bookmarks side by side: each one's title, the number of its page, and those below it."""


class Merger:
    """The print file so far: what its catalogue will have to say of the parts."""

    def __init__(self, target: PdfFile) -> None:
        self.target = target
        self.tree, self.root, self.document = (target.reserve() for _ in range(3))
        self.known: dict[bytes, int] = {}
        self.pages: list[int] = []
        self.elements: list[int] = []
        self.parents: list[tuple[int, int]] = []
        self.next_parent = 0
        self.roles: dict[str, bytes] = {}
        self.labels: list[tuple[int, str]] = []
        self.bookmarks: Shelf = []
        self.languages: Counter[str] = Counter()
        self.tagged = True

    def add(self, part: Piece, *, duplex: bool, bookmark: bool) -> None:
        start = len(self.pages)
        with Pdf.open(io.BytesIO(part.pdf)) as source:
            copier = Copier(source, self.target, self.known)
            copier.numbers[source.Root.Pages.objgen] = self.tree
            pages = [page.obj for page in source.pages]
            if part.pages not in (0, len(pages)):
                raise damaged(part, "has not the pages that were made")
            for page in pages:
                inherit(page, source)
                # A page may be named by what comes before it.
                copier.numbers[page.objgen] = self.target.reserve()
                self.pages.append(copier.numbers[page.objgen])
            self._add_structure(part, source, pages, copier)
            for page in pages:
                copier.share(page.get(Name.Resources), page.get(Name.Contents))
                copier.write(page.objgen)
            while copier.waiting:
                copier.write(copier.waiting.popleft())
            box = pages[-1].MediaBox.unparse(resolved=True)
        if part.label:
            self.labels.append((start, part.label))
        if bookmark and part.title:
            shelf = self.bookmarks[-1][2] if part.below else self.bookmarks
            shelf.append((part.title, self.pages[start], []))
        if duplex and len(pages) % 2:
            self.labels.append((len(self.pages), ""))
            body = b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources << >> >>"
            self.pages.append(self.target.add(body % (self.tree, box)))

    def _add_structure(
        self, part: Piece, source: Pdf, pages: Sequence[Object], copier: Copier
    ) -> None:
        """Put the part's structure tree below the whole's; pages find it by new numbers."""
        language = str(source.Root.get(Name.Lang, "en-GB"))
        self.languages[language] += 1
        if Name.StructTreeRoot not in source.Root:
            self.tagged = False
            return
        tree = source.Root.StructTreeRoot
        copier.numbers[tree.objgen] = self.document
        offset = self.next_parent
        for page in pages:
            renumber(page, Name.StructParents, offset)
            for annotation in page.get(Name.Annots, Array()):
                renumber(annotation, Name.StructParent, offset)
        for element in tree.K if isinstance(tree.K, Array) else [tree.K]:
            if Name.Document == element.S:
                element.S = Name.Part
            element.Lang = String(language)
            if part.title:
                element.T = String(part.title)
            self.elements.append(copier.fresh(element.objgen))
        for number, elements in NumberTree(tree.ParentTree).items():
            self.parents.append((offset + number, copier.object(elements)))
            self.next_parent = max(self.next_parent, offset + number + 1)
        for role, meaning in tree.get(Name.RoleMap, Dictionary()).items():
            self.roles[role] = meaning.unparse()

    def finish(self, title: str, *, duplex: bool) -> None:
        add, add_stream = self.target.add, self.target.add_stream
        kids = references(self.pages)
        add(b"<< /Type /Pages /Count %d /Kids %s >>" % (len(self.pages), kids), self.tree)
        language = max(self.languages, key=self.languages.__getitem__, default="en-GB")
        part = "<pdfuaid:part>1</pdfuaid:part>" if self.elements and self.tagged else ""
        xmp = METADATA.format(title=escape(title), part=part)
        # What a viewer's print dialogue begins with; ISO 32000-1, section 12.2.
        sides = b"/DuplexFlipLongEdge" if duplex else b"/Simplex"
        catalogue = [
            b"/Type /Catalog /Pages %d 0 R /Lang %s" % (self.tree, pdf_string(language)),
            b"/ViewerPreferences << /DisplayDocTitle true /PrintScaling /None",
            b"/Duplex %s >>" % sides,
            b"/Metadata %d 0 R" % add_stream(b"/Type /Metadata /Subtype /XML", xmp.encode()),
        ]
        if self.labels:
            numbers = b" ".join(map(label, self.labels))
            catalogue.append(b"/PageLabels << /Nums [ %s ] >>" % numbers)
        if self.elements:
            catalogue.append(b"/StructTreeRoot %d 0 R /MarkInfo << /Marked true >>" % self.root)
            self._finish_structure()
        if self.bookmarks:
            outlines = self.target.reserve()
            shelf = self._add_shelf(self.bookmarks, outlines)
            add(b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % shelf, outlines)
            catalogue.append(b"/Outlines %d 0 R" % outlines)
        self.target.finish(add(b"<< %s >>" % b" ".join(catalogue)))

    def _finish_structure(self) -> None:
        add = self.target.add
        kids = references(self.elements)
        body = b"<< /Type /StructElem /S /Document /P %d 0 R /K %s >>"
        add(body % (self.root, kids), self.document)
        numbers = b" ".join(b"%d %d 0 R" % parent for parent in self.parents)
        parents = add(b"<< /Nums [ %s ] >>" % numbers)
        roles = b" ".join(b"%s %s" % (role.encode(), name) for role, name in self.roles.items())
        body = b"<< /Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /RoleMap << %s >> >>"
        add(body % (self.document, parents, roles), self.root)

    def _add_shelf(self, shelf: Shelf, above: int) -> tuple[int, int, int]:
        """Write bookmarks that stand side by side; return the first, the last and how many."""
        numbers = [self.target.reserve() for _ in shelf]
        for place, (title, page, below) in enumerate(shelf):
            head = b"/Title %s /Parent %d 0 R /Dest [ %d 0 R /Fit ]"
            entries = [head % (pdf_string(title), above, page)]
            if place:
                entries.append(b"/Prev %d 0 R" % numbers[place - 1])
            if place + 1 < len(numbers):
                entries.append(b"/Next %d 0 R" % numbers[place + 1])
            if below:
                inner = self._add_shelf(below, numbers[place])
                # Negative: closed until somebody opens it.
                entries.append(b"/First %d 0 R /Last %d 0 R /Count -%d" % inner)
            self.target.add(b"<< %s >>" % b" ".join(entries), numbers[place])
        return numbers[0], numbers[-1], len(numbers)


ObjectId = tuple[int, int]


class Copier:
    """Copies a part's objects under new numbers; ``known`` are those of what parts share."""

    def __init__(self, source: Pdf, target: PdfFile, known: dict[bytes, int]) -> None:
        self.source = source
        self.target = target
        self.known = known
        self.numbers: dict[ObjectId, int] = {}
        self.waiting: deque[ObjectId] = deque()

    def fresh(self, place: ObjectId) -> int:
        """Return the number of an object that is this part's own; its body may come later."""
        if place not in self.numbers:
            self.numbers[place] = self.target.reserve()
            self.waiting.append(place)
        return self.numbers[place]

    def write(self, place: ObjectId) -> None:
        self._put(*self._body(place, self.fresh), self.numbers[place])

    def object(self, thing: Object) -> int:
        if thing.is_indirect:
            return self.fresh(thing.objgen)
        return self.target.add(self._renumbered(thing.unparse(), self.fresh))

    def share(self, *things: Object | None) -> None:
        """Write what these refer to, unless another part has brought the very same."""
        for thing in things:
            if thing is not None:
                self._renumbered(thing.unparse(), self._shared)

    def _shared(self, place: ObjectId) -> int:
        if place in self.numbers:
            return self.numbers[place]
        # Whoever comes back here on the way round a circle finds a number of its own.
        own = self.numbers[place] = self.target.reserve()
        entries, data = self._body(place, self._shared)
        digest = hashlib.sha256(b"%d %s" % (len(entries), entries) + (data or b"")).digest()
        if digest in self.known:
            self.numbers[place] = self.known[digest]
        else:
            self.known[digest] = own
            self._put(entries, data, own)
        return self.numbers[place]

    def _body(
        self, place: ObjectId, number: Callable[[ObjectId], int]
    ) -> tuple[bytes, bytes | None]:
        """Return an object's text, or that of a stream's entries with the stream's bytes."""
        thing = self.source.get_object(place)
        if not isinstance(thing, Stream):
            return self._renumbered(thing.unparse(resolved=True), number), None
        entries = Dictionary({key: value for key, value in thing.items() if key != "/Length"})
        body = self._renumbered(entries.unparse(), number)
        return body.removeprefix(b"<<").removesuffix(b">>").strip(), thing.read_raw_bytes()

    def _put(self, entries: bytes, data: bytes | None, number: int) -> None:
        if data is None:
            self.target.add(entries, number)
        else:
            self.target.add_stream(entries, data, number)

    def _renumbered(self, body: bytes, number: Callable[[ObjectId], int]) -> bytes:
        def reference(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            return b"%d 0 R" % number((int(found[1]), int(found[2])))

        return _REFERENCE.sub(reference, body)


def damaged(part: Piece, what: str) -> CampaignError:
    hint = "Make it again with: campaign generate --force."
    return stop("pdf-damaged", f"This file {what}.", hint, part.file or part.title)


def inherit(page: Object, source: Pdf) -> None:
    """Give a page all that it has from those above it, and the root for a parent."""
    above = page.get(Name.Parent)
    # One that is its own ancestor would have no end.
    for _ in range(MOST_ABOVE):
        if above is None:
            break
        for key in INHERITED:
            if key in above and key not in page:
                page[key] = above[key]
        above = above.get(Name.Parent)
    page.Parent = source.Root.Pages


def renumber(thing: Object, key: Name, offset: int) -> None:
    if key in thing:
        thing[key] = int(thing[key]) + offset


def references(numbers: Iterable[int]) -> bytes:
    return b"[ %s ]" % b" ".join(b"%d 0 R" % number for number in numbers)


def label(start: tuple[int, str]) -> bytes:
    """Return the label of the pages from one on; a blank page has none."""
    index, prefix = start
    numbered = b"/S /D /P %s /St 1 " % pdf_string(prefix) if prefix else b""
    return b"%d << %s>>" % (index, numbered)


def pdf_string(words: str) -> bytes:
    return String(words).unparse()
