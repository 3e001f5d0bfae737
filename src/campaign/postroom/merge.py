"""Many letters in one PDF: pages, structure, bookmarks and labels of all, shared parts once."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, OutlineItem, Pdf, Stream, String

from campaign.postroom.fonts import FontPool, put_back


@dataclass(frozen=True, slots=True)
class Part:
    """A PDF that goes into a print file as it is.

    ``title`` is its bookmark, or empty for none, ``below`` that of the part before it where that
    is said; ``label`` comes before its page numbers.
    """

    pdf: bytes
    title: str
    label: str
    copies: int = 1
    below: bool = False


def merge(parts: Sequence[Part], title: str, *, duplex: bool) -> bytes:
    """Return one PDF of all parts in their order; nothing is laid out again.

    With ``duplex``, a part of an odd number of pages is followed by one that is blank, so that
    each part, and each copy of it, begins on a fresh sheet.
    """
    with Pdf.new() as pdf:
        merger = _Merger(pdf)
        for part in parts:
            for copy in range(part.copies):
                merger.add(part, duplex=duplex, bookmark=copy == 0)
        merger.finish(title, duplex=duplex)
        file = io.BytesIO()
        pdf.save(
            file,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return file.getvalue()


class _Merger:
    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.fonts = FontPool(pdf)
        self.document = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
        )
        self.parents: list[object] = []
        self.next_parent = 0
        self.roles: dict[str, Object] = {}
        self.labels: list[object] = []
        self.bookmarks: list[OutlineItem] = []
        self.languages: list[str] = []
        self.pages: list[Object] = []
        self.tagged = True

    def add(self, part: Part, *, duplex: bool, bookmark: bool) -> None:
        start = len(self.pdf.pages)
        with Pdf.open(io.BytesIO(part.pdf)) as source:
            fonts = self.fonts.take(source)
            self.pdf.pages.extend(source.pages)
            pages = [self.pdf.pages[index].obj for index in range(start, len(self.pdf.pages))]
            self._add_structure(part, source, pages)
        put_back(pages, fonts)
        self.pages += pages
        self.labels += [start, Dictionary(S=Name.D, P=String(part.label), St=1)]
        if bookmark and part.title:
            shelf = self.bookmarks[-1].children if part.below else self.bookmarks
            shelf.append(OutlineItem(part.title, start))
        if duplex and len(pages) % 2:
            self._add_blank(pages[-1])

    def _add_blank(self, like: Object) -> None:
        self.labels += [len(self.pdf.pages), Dictionary()]
        _, _, width, height = like.MediaBox
        self.pdf.add_blank_page(page_size=(float(width), float(height)))

    def _add_structure(self, part: Part, source: Pdf, pages: Sequence[Object]) -> None:
        """Put the part's structure tree below the whole's; pages find it by new numbers."""
        language = str(source.Root.get(Name.Lang, "en-GB"))
        self.languages.append(language)
        tree = source.Root.get(Name.StructTreeRoot, Dictionary())
        if Name.K not in tree or Name.ParentTree not in tree:
            self.tagged = False
            return
        tree = self.pdf.copy_foreign(tree)
        offset = self.next_parent
        for number, elements in NumberTree(tree.ParentTree).items():
            self.parents += [offset + number, elements]
            self.next_parent = max(self.next_parent, offset + number + 1)
        for page in pages:
            _renumber(page, Name.StructParents, offset)
            for annotation in page.get(Name.Annots, Array()):
                _renumber(annotation, Name.StructParent, offset)
        self.roles |= dict(tree.get(Name.RoleMap, Dictionary()).items())
        for element in _as_array(tree.K):
            if Name.Document == element.S:
                element.S = Name.Part
            element.P = self.document
            element.Lang = String(language)
            if part.title:
                element.T = String(part.title)
            self.document.K.append(element)

    def finish(self, title: str, *, duplex: bool) -> None:
        self.fonts.share()
        shared = _Shared()
        for page in self.pages:
            for name in (Name.Resources, Name.Contents):
                if name in page:
                    page[name] = shared.one(page[name])
        root = self.pdf.Root
        root.Lang = String(max(self.languages, key=self.languages.count, default="en-GB"))
        # What a viewer's print dialogue begins with; ISO 32000-1, section 12.2.
        sides = Name.DuplexFlipLongEdge if duplex else Name.Simplex
        root.ViewerPreferences = Dictionary(
            DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=sides
        )
        root.PageLabels = Dictionary(Nums=Array(self.labels))
        if len(self.document.K):
            tree = Dictionary(Type=Name.StructTreeRoot, K=Array([self.document]))
            tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self.parents)))
            if self.roles:
                tree.RoleMap = Dictionary(self.roles)
            root.StructTreeRoot = self.pdf.make_indirect(tree)
            self.document.P = root.StructTreeRoot
            root.MarkInfo = Dictionary(Marked=True)
        with self.pdf.open_outline() as outline:
            outline.root.extend(self.bookmarks)
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
            # Somebody's own enclosure may have no tags, and then the whole must not claim them.
            if Name.StructTreeRoot in root and self.tagged:
                metadata["pdfuaid:part"] = "1"


class _Shared:
    """Keeps the first of all equal resources: a logo, a signature, a colour space."""

    def __init__(self) -> None:
        self.known: dict[bytes, Object] = {}
        self.replaced: dict[tuple[int, int], Object] = {}

    def one(self, thing: Object) -> Object:
        """Return the one object that stands for all like it, its parts shared first."""
        if not isinstance(thing, Array | Dictionary | Stream):
            return thing
        if thing.is_indirect and thing.objgen in self.replaced:
            return self.replaced[thing.objgen]
        if thing.is_indirect:
            # In somebody else's PDF a part may name the whole again.
            self.replaced[thing.objgen] = thing
        self._share_parts(thing)
        if not thing.is_indirect:
            return thing
        digest = hashlib.sha256(_content(thing)).digest()
        self.replaced[thing.objgen] = self.known.setdefault(digest, thing)
        return self.replaced[thing.objgen]

    def _share_parts(self, thing: Object) -> None:
        array = isinstance(thing, Array)
        keys: list[int] | list[str] = list(range(len(thing))) if array else list(thing.keys())
        for key in keys:
            part = thing[key]
            if isinstance(part, Array | Dictionary | Stream):
                one = self.one(part)
                if one is not part:
                    thing[key] = one


def _content(thing: Object) -> bytes:
    if isinstance(thing, Stream):
        dictionary = Dictionary({key: value for key, value in thing.items() if key != "/Length"})
        return dictionary.unparse() + thing.read_raw_bytes()
    return thing.unparse(resolved=True)


def _renumber(thing: Object, key: Name, offset: int) -> None:
    if key in thing:
        thing[key] = int(thing[key]) + offset


def _as_array(kids: Object) -> Iterable[Object]:
    return kids if isinstance(kids, Array) else [kids]
