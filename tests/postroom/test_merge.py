"""A print file shows exactly the letters' own pages, each letter from a fresh sheet."""

import io
import itertools
from collections.abc import Callable
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest

from campaign.postroom.merge import Piece, merge_all
from campaign.problems import CampaignError
from tests.postroom.conftest import RECIPIENTS

TITLES = [title for _, _, title, _ in RECIPIENTS]
PAGES = [pages for *_, pages in RECIPIENTS]


@pytest.fixture(scope="module")
def parts(letters_made: dict[str, bytes]) -> list[Piece]:
    return [
        Piece(letters_made[name], title, f"{number}-")
        for number, (name, _, title, _) in enumerate(RECIPIENTS, 1)
    ]


@pytest.fixture(scope="module")
def duplex(parts: list[Piece]) -> bytes:
    return merge_all(parts, "Letters", duplex=True)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [one.get_textpage().get_text_bounded() for one in document]


def pictures(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [one.render(scale=1).to_pil().tobytes() for one in document]


def test_each_letter_begins_on_a_fresh_sheet_of_a_duplex_print(duplex: bytes) -> None:
    found = texts(duplex)
    assert len(found) == 2 + 2 + 4 + 2 + 2
    starts = [index for index, text in enumerate(found) if "Leaf 1 of" in text]
    assert starts == [0, 2, 4, 8, 10]
    assert [found[start].splitlines()[0].strip() for start in starts] == TITLES
    assert [index for index, text in enumerate(found) if not text.strip()] == [1, 7, 9]


def test_a_simplex_print_has_no_blank_pages(parts: list[Piece]) -> None:
    found = texts(merge_all(parts, "Letters", duplex=False))
    leaves = [f"Leaf {leaf} of {pages}." for pages in PAGES for leaf in range(1, pages + 1)]
    assert [text.splitlines()[1].strip() for text in found] == leaves


def test_pages_look_and_read_as_in_the_letters(parts: list[Piece]) -> None:
    merged = merge_all(parts, "Letters", duplex=False)
    assert pictures(merged) == list(itertools.chain(*(pictures(part.pdf) for part in parts)))
    assert texts(merged) == list(itertools.chain(*(texts(part.pdf) for part in parts)))


def test_a_blank_back_is_truly_blank_and_has_no_number(duplex: bytes) -> None:
    with opened(duplex) as pdf:
        blanks = [pdf.pages[index] for index in (1, 7, 9)]
        for blank in blanks:
            assert blank.label == ""
            assert pikepdf.Name.StructParents not in blank.obj
            assert not pikepdf.parse_content_stream(blank)
            assert blank.mediabox == pdf.pages[0].mediabox
    assert len({pictures(duplex)[index] for index in (1, 7, 9)}) == 1


def test_bookmarks_name_the_recipients_and_labels_carry_each_letters_own_numbers(
    duplex: bytes,
) -> None:
    with opened(duplex) as pdf:
        with pdf.open_outline() as outline:
            marks = [(item.title, page_of(item)) for item in outline.root]
        assert marks == list(zip(TITLES, [0, 2, 4, 8, 10], strict=True))
        labels = [one.label for one in pdf.pages]
    assert labels == ["1-1", "", "2-1", "2-2", "3-1", "3-2", "3-3", "", "4-1", "", "5-1", "5-2"]


def page_of(item: Any) -> int:
    return pikepdf.Page(item.destination[0]).index


def test_the_structure_of_every_letter_is_kept_in_order(duplex: bytes) -> None:
    with opened(duplex) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        assert [str(part.T) for part in document.K] == TITLES
        assert {str(part.S) for part in document.K} == {"/Part"}
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for one in pdf.pages:
            if "/StructParents" in one.obj:
                elements = parents[int(one.obj.StructParents)]
                assert {element.Pg.objgen for element in elements} == {one.obj.objgen}


@pytest.mark.parametrize("both_sides", [True, False])
def test_the_whole_is_sound_and_accessible(parts: list[Piece], both_sides: bool) -> None:
    pdf = merge_all(parts, "Letters", duplex=both_sides)
    with opened(pdf) as whole:
        assert not whole.check_pdf_syntax()
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert report.is_compliant, [failure.message for failure in report.failures]


@pytest.mark.parametrize(
    ("both_sides", "sides"), [(True, "DuplexFlipLongEdge"), (False, "Simplex")]
)
def test_a_print_dialogue_begins_with_the_right_settings(
    parts: list[Piece], both_sides: bool, sides: str
) -> None:
    with opened(merge_all(parts[:1], "Letters", duplex=both_sides)) as pdf:
        preferences = pdf.Root.ViewerPreferences
        assert (str(preferences.Duplex), str(preferences.PrintScaling)) == (f"/{sides}", "/None")


def test_each_copy_begins_on_a_fresh_sheet_under_one_bookmark(parts: list[Piece]) -> None:
    leader = Piece(parts[3].pdf, "The Leader", "1-", copies=3)
    pdf = merge_all([leader, parts[1]], "Letters", duplex=True)
    assert [bool(text.strip()) for text in texts(pdf)] == [True, False] * 3 + [True, True]
    with opened(pdf) as whole, whole.open_outline() as outline:
        assert [item.title for item in outline.root] == ["The Leader", TITLES[1]]
        assert len(whole.Root.StructTreeRoot.K[0].K) == 4
    assert len(pdf) < len(merge_all([parts[3], parts[1]], "Letters", duplex=True)) * 1.3


def test_a_letter_in_another_language_keeps_it(
    parts: list[Piece], set_letter: Callable[..., bytes]
) -> None:
    welsh = set_letter("Y Senedd", 1, language="cy")
    with opened(merge_all([*parts, Piece(welsh, "Y Senedd", "6-")], "Letters", duplex=True)) as pdf:
        assert [str(part.Lang) for part in pdf.Root.StructTreeRoot.K[0].K] == ["en-GB"] * 5 + ["cy"]
        assert str(pdf.Root.Lang) == "en-GB"


def programs(pdf: bytes) -> set[tuple[int, int]]:
    """Return the font files that the pages name."""
    with opened(pdf) as whole:
        return {
            font.DescendantFonts[0].FontDescriptor.FontFile2.objgen
            for one in whole.pages
            for font in one.obj.get("/Resources", {}).get("/Font", {}).values()
        }


def test_what_letters_share_is_there_once(parts: list[Piece]) -> None:
    many = merge_all([part for part in parts for _ in range(8)], "Letters", duplex=True)
    few = merge_all(parts, "Letters", duplex=True)
    assert len(programs(many)) == len(programs(few))
    assert len(many) < 2 * len(few)


def test_words_that_look_like_a_reference_are_left_alone(
    set_letter: Callable[..., bytes],
) -> None:
    file = io.BytesIO()
    words = "See 12 0 R (and 3 0 R) \\ 4 0 R"
    with opened(set_letter("The Speaker", 1)) as pdf:
        pdf.Root.StructTreeRoot.K[0].Alt = pikepdf.String(words)
        pdf.save(file)
    merged = merge_all([Piece(file.getvalue(), words, "1-")], words, duplex=False)
    with opened(merged) as whole, whole.open_outline() as outline:
        assert [item.title for item in outline.root] == [words]
        assert str(whole.Root.StructTreeRoot.K[0].K[0].Alt) == words
        assert whole.open_metadata()["dc:title"] == words


def test_a_page_keeps_what_it_has_from_those_above_it() -> None:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 400))
        page_object = pdf.pages[0].obj
        pdf.Root.Pages.MediaBox = page_object.MediaBox
        pdf.Root.Pages.Rotate = 90
        del page_object["/MediaBox"]
        pdf.save(file)
    with opened(
        merge_all([Piece(file.getvalue(), "Plain", "1-")], "Letters", duplex=True)
    ) as whole:
        assert [list(one.mediabox) for one in whole.pages] == [[0, 0, 300, 400]] * 2
        assert int(whole.pages[0].obj.Rotate) == 90


def test_the_same_letters_make_the_same_bytes(parts: list[Piece], duplex: bytes) -> None:
    assert merge_all(parts, "Letters", duplex=True) == duplex


def test_an_untagged_letter_goes_in_all_the_same() -> None:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    merged = merge_all([Piece(file.getvalue(), "Plain", "1-")], "Letters", duplex=True)
    with opened(merged) as whole:
        assert len(whole.pages) == 2
        assert "/StructTreeRoot" not in whole.Root


def test_links_and_roles_of_a_letter_are_kept(
    parts: list[Piece], set_letter: Callable[..., bytes]
) -> None:
    linked = set_letter('<a href="https://example.org/statement">The statement</a>', 1)
    file = io.BytesIO()
    with opened(linked) as pdf:
        pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(Salutation=pikepdf.Name.P)
        pdf.save(file)
    merged = merge_all([parts[2], Piece(file.getvalue(), "Linked", "2-")], "Letters", duplex=True)
    with opened(merged) as whole:
        tree = whole.Root.StructTreeRoot
        assert tree.RoleMap.Salutation == pikepdf.Name.P
        (link,) = whole.pages[4].obj.Annots
        assert str(link.A.URI) == "https://example.org/statement"
        element = pikepdf.NumberTree(tree.ParentTree)[int(link.StructParent)]
        assert str(element.S) == "/Link"
    assert page.validate_pdf_bytes(merged, profile="ua1").is_compliant


def test_a_font_of_another_make_is_left_as_it_is(parts: list[Piece]) -> None:
    file = io.BytesIO()
    with opened(parts[0].pdf) as pdf:
        for font in pdf.pages[0].obj.Resources.Font.values():
            font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(bytes(range(256)) * 4)
        pdf.save(file)
    before = file.getvalue()
    merged = merge_all([Piece(before, "Other", "1-")], "Letters", duplex=False)
    with opened(before) as one, opened(merged) as other:
        assert font_names(one) == font_names(other)


def font_names(pdf: pikepdf.Pdf) -> set[str]:
    return {str(font.BaseFont) for font in pdf.pages[0].obj.Resources.Font.values()}


def pdf_of(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        pdf.save(file)
    return file.getvalue()


def its_own_parent(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Parent = pdf.pages[0].obj


def test_a_page_that_is_its_own_parent_has_an_end() -> None:
    assert (
        len(opened(merge_all([Piece(pdf_of(its_own_parent), "", "")], "x", duplex=False)).pages)
        == 1
    )


@pytest.mark.parametrize(
    "part",
    [
        Piece(b"no PDF", "", "", file="letters/a.pdf"),
        Piece(pdf_of(lambda _: None), "", "", file="letters/a.pdf", pages=2),
        Piece(
            pdf_of(lambda pdf: pdf.Root.__setitem__("/StructTreeRoot", pikepdf.Array([1]))),
            "",
            "",
            file="letters/a.pdf",
        ),
    ],
)
def test_a_file_that_is_not_the_one_on_record_is_named(part: Piece) -> None:
    with pytest.raises(CampaignError) as told:
        merge_all([part], "x", duplex=False)
    (problem,) = told.value.problems
    assert (problem.code, problem.file) == ("pdf-damaged", "letters/a.pdf")
