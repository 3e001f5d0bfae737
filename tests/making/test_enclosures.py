"""Enclosures are made with the letters, again only when they change, and looked over like them."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from campaign.folder import Folder
from campaign.making.check import check
from campaign.making.load import load
from campaign.making.report import Report
from campaign.manifest import read_manifest
from campaign.postroom.selection import select
from campaign.problems import CampaignError
from tests.making.conftest import DAY, Here, make, write_rows

STATEMENT = "enclosures/statement.pdf"


@pytest.fixture
def alone(starter: Folder) -> Folder:
    """Return the starter campaign with one recipient."""
    write_rows(starter, [{"id": "smith", "kind": "mp", "name": "David Smith MP"}])
    return starter


def a_pdf(size: tuple[float, float] = (595.3, 841.9), **options: object) -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=size)
        pdf.save(file, **options)  # type: ignore[arg-type]  # a test's own options
    return file.getvalue()


def carrying(what: str) -> bytes:
    """A PDF with more in it than pages."""
    file = io.BytesIO(a_pdf())
    with pikepdf.open(file) as pdf:
        if what == "attachment":
            pdf.attachments["list.csv"] = b"names"
        else:
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
            pdf.Root.OpenAction = action
        pdf.save(file := io.BytesIO())
    return file.getvalue()


def enclose(folder: Folder, pdf: bytes | None, *, statement: bool = True) -> None:
    """Have the campaign enclose its statement, and a map where ``pdf`` is given."""
    head, _, tail = folder.configuration.read_text("utf-8").partition("\n[[enclosure]]\n")
    rest = tail[tail.index("# Who signs") :]
    parts = ['[[enclosure]]\nfile = "statement"\n'] if statement else []
    if pdf is not None:
        (folder.data / "map.pdf").write_bytes(pdf)
        parts.append('[[enclosure]]\ntitle = "A map"\nfile = "data/map.pdf"\n')
    folder.configuration.write_text(f"{head}\n{''.join(parts)}{rest}", "utf-8")


def told(report: Report) -> dict[str, str]:
    return {enclosed.pdf: enclosed.status for enclosed in report.enclosures}


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(" ".join(one.get_textpage().get_text_bounded() for one in document).split())


def test_the_statement_is_set_word_for_word_tagged_and_listed(alone: Folder) -> None:
    report = make(alone)
    assert told(report) == {STATEMENT: "written"}
    path = alone.output / STATEMENT
    assert page.validate_pdf_bytes(path.read_bytes(), profile="ua1").is_compliant
    source = alone.statement.read_text("utf-8")
    assert "".join(source.split()) in "".join(words(path).replace("\ufffe", "-").split())
    assert "The full text of the statement issued by the UK All-Party" in words(path)
    (entry,) = read_manifest(alone.output / "manifest.json").enclosures
    assert entry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (entry.title, entry.pages) == (report.enclosures[0].id, 1)


def test_it_is_made_again_only_when_it_changes(alone: Folder) -> None:
    make(alone)
    executor = Here()
    assert told(make(alone, executor=executor)) == {STATEMENT: "unchanged"}
    assert executor.calls == 0
    settings = alone.configuration.read_text("utf-8")
    alone.configuration.write_text(settings.replace('subject = "F', 'subject = "On f'), "utf-8")
    assert told(make(alone)) == {STATEMENT: "unchanged"}
    (alone.output / STATEMENT).unlink()
    assert told(make(alone)) == {STATEMENT: "written"}
    assert told(make(alone, force=True)) == {STATEMENT: "written"}
    with alone.statement.open("a", encoding="utf-8") as file:
        file.write("\nThe Group will ask again in spring, and will publish every answer.\n")
    assert told(make(alone)) == {STATEMENT: "written"}
    assert words(alone.output / STATEMENT).count("publish every answer") == 1


def test_large_print_enlarges_the_statement_too(alone: Folder) -> None:
    make(alone)
    small = (alone.output / STATEMENT).read_bytes()
    settings = alone.configuration.read_text("utf-8")
    settings = settings.replace("large_print = false", "large_print = true")
    alone.configuration.write_text(settings, "utf-8")
    report = make(alone)
    large = (alone.output / STATEMENT).read_bytes()
    assert told(report) == {STATEMENT: "written"}
    assert not [problem for problem in report.problems if "statement" in problem.message]
    assert page.validate_pdf_bytes(large, profile="ua1").is_compliant
    with pypdfium2.PdfDocument(large) as of_large, pypdfium2.PdfDocument(small) as of_small:
        assert len(of_large) > len(of_small)


def test_lists_and_quotations_are_tagged_as_what_they_are(alone: Folder) -> None:
    alone.statement.write_text(
        "A river\nClean Rivers Committee\n1 September 2026\n\nWe ask for much, and say why:\n\n"
        "1. clean water;\n2. an answer.\n\nThe Chair of the Committee said:\n\n“It is enough.”\n",
        "utf-8",
    )
    asked = "We ask for much, and say why:"
    call = f'addressee = "All"\naction = "much"\nsentence = "{asked}"\n'
    alone.calls.write_text(f"[[call]]\n{call}", "utf-8")
    make(alone)
    with pikepdf.open(alone.output / STATEMENT) as pdf:
        tags = "\n".join(str(one.get("/S", "")) for one in pdf.objects if hasattr(one, "get"))
    for tag in ("/H1", "/L", "/LI", "/Lbl", "/LBody", "/BlockQuote"):
        assert tag in tags.split("\n")


@pytest.mark.usefixtures("quickly")
def test_a_pdf_of_the_folder_is_published_as_it_is(alone: Folder) -> None:
    enclose(alone, a_pdf(), statement=False)
    report = make(alone)
    assert told(report) == {"enclosures/map.pdf": "written"}
    published = alone.output / "enclosures/map.pdf"
    assert published.read_bytes() == (alone.data / "map.pdf").read_bytes()
    executor = Here()
    assert told(make(alone, executor=executor)) == {"enclosures/map.pdf": "unchanged"}
    assert executor.calls == 0


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize(
    ("pdf", "code", "said"),
    [
        (b"no PDF", "enclosure-unreadable", "not a PDF"),
        (a_pdf()[:200], "enclosure-unreadable", "not a PDF"),
        (b"", "enclosure-unreadable", "not a PDF"),
        (a_pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "enclosure-locked", "password"),
        (a_pdf(encryption=pikepdf.Encryption(owner="o", user="")), "enclosure-locked", "password"),
        (carrying("attachment"), "enclosure-carries", "a file"),
        (carrying("action"), "enclosure-carries", "a program"),
    ],
)
def test_a_pdf_that_cannot_be_enclosed_costs_no_letter_but_the_post(
    alone: Folder, pdf: bytes, code: str, said: str
) -> None:
    enclose(alone, pdf, statement=False)
    report = make(alone)
    (problem,) = [one for one in report.problems if one.code == code]
    assert (problem.file, problem.severity) == ("data/map.pdf", "error")
    assert said in problem.message
    assert report.count("written") == 1
    assert told(report) == {"enclosures/map.pdf": "failed"}
    assert code in [one.code for one in check(load(alone, DAY), DAY)[1]]
    with pytest.raises(CampaignError, match="“A map” could not be made"):
        select(alone.output)
    enclose(alone, a_pdf(), statement=False)
    assert told(make(alone)) == {"enclosures/map.pdf": "written"}
    assert len(select(alone.output)) == 1


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize(
    ("size", "warned"),
    [((595, 842), False), ((842, 595), False), ((612, 792), True), ((1190, 842), True)],
)
def test_paper_of_another_size_is_told_in_every_run(
    alone: Folder, size: tuple[float, float], warned: bool
) -> None:
    enclose(alone, a_pdf(size), statement=False)
    for status in ("written", "unchanged"):
        report = make(alone)
        assert told(report) == {"enclosures/map.pdf": status}
        assert ("enclosure-not-a4" in codes(report)) is warned


@pytest.mark.usefixtures("quickly")
def test_what_is_no_longer_enclosed_stays_until_it_is_pruned(alone: Folder) -> None:
    enclose(alone, a_pdf())
    make(alone)
    enclose(alone, None)
    report = make(alone)
    assert "stale-enclosure" in codes(report)
    assert (alone.output / "enclosures/map.pdf").exists()
    (letter,) = select(alone.output)
    assert [one.entry.pdf for one in letter.enclosures] == [STATEMENT]
    report = make(alone, prune=True)
    assert "stale-enclosure" not in codes(report)
    assert not (alone.output / "enclosures/map.pdf").exists()
    assert (alone.output / STATEMENT).exists()


def test_only_one_letter_asked_for_still_gets_its_enclosure(alone: Folder) -> None:
    assert told(make(alone, only=["smith"])) == {STATEMENT: "written"}


def test_a_name_at_risk_in_the_statement_is_never_set(alone: Folder) -> None:
    settings = alone.configuration.read_text("utf-8")
    settings = settings.replace("never_print = []", 'never_print = ["One Korea policy"]')
    alone.configuration.write_text(settings, "utf-8")
    report = make(alone)
    (problem,) = [one for one in report.problems if one.file == "data/statement.txt"]
    assert problem.code == "name-at-risk"
    assert "Korea" not in problem.message
    assert told(report) == {STATEMENT: "failed"}
    assert not (alone.output / STATEMENT).exists()


def test_a_broken_sheet_costs_no_letter(alone: Folder) -> None:
    sheet = alone.templates / "enclosure.html.j2"
    sheet.write_text("{{ nobody }}", "utf-8")
    report = make(alone)
    (problem,) = [one for one in report.problems if one.severity == "error"]
    assert (problem.file, problem.row) == ("templates/enclosure.html.j2", 1)
    assert report.count("written") == 1


@pytest.mark.parametrize(
    ("file", "added", "code"),
    [
        ("letter.css", "p { font-size: 1e30px }", "typesetting"),
        ("letter.css", "body { margin: -20mm }", "ink-outside-safe"),
        ("enclosure.html.j2", '<a href="javascript:alert(1)">this</a>', "odd-link"),
    ],
)
def test_a_fault_of_the_sheet_is_never_blamed_on_the_statement(
    alone: Folder, file: str, added: str, code: str
) -> None:
    sheet = alone.templates / file
    text = sheet.read_text("utf-8")
    sheet.write_text(
        text.replace("</body>", f"{added}</body>") if "</body>" in text else text + added
    )
    problems = make(alone).problems
    assert code in {one.code for one in problems if one.file == "templates/enclosure.html.j2"}
    assert not [one for one in problems if one.file == "data/statement.txt"]


def test_a_folder_of_an_earlier_version_needs_no_sheet_of_its_own(alone: Folder) -> None:
    (alone.templates / "enclosure.html.j2").unlink()
    assert told(make(alone)) == {STATEMENT: "written"}


def test_the_old_list_of_titles_is_named_and_warned_of_once(alone: Folder) -> None:
    settings = alone.configuration.read_text("utf-8")
    head, _, tail = settings.partition("\n[[enclosure]]\n")
    listed = 'enclosures = ["A map", "A pen"]\n'
    settings = f"{head}\n{listed}{tail[tail.index('# Who signs') :]}"
    alone.configuration.write_text(settings, "utf-8")
    report = make(alone)
    assert codes(report).count("enclosure-by-hand") == 1
    assert told(report) == {}
    assert "Enclosed: A map; A pen" in words(alone.output / "letters/smith.pdf")
    (letter,) = select(alone.output)
    assert (letter.enclosures, letter.by_hand) == ((), 2)


@pytest.mark.parametrize(
    ("words_of_it", "code", "severity"),
    [
        ("The date of the hearing is TBC and will be told.", "placeholder", "warning"),
        ("The Group asked the the ministry for an answer.", "doubled-word", "warning"),
        ("A letter \U000f1234 that no font has stands in this line.", "missing-glyph", "error"),
    ],
)
def test_what_preflight_sees_on_the_sheet_is_told_of_the_statement(
    alone: Folder, words_of_it: str, code: str, severity: str
) -> None:
    with alone.statement.open("a", encoding="utf-8") as file:
        file.write(f"\n{words_of_it}\n")
    report = make(alone)
    (problem,) = [one for one in report.problems if one.code == code]
    assert (problem.file, problem.severity) == ("data/statement.txt", severity)
    assert "the enclosed statement" in problem.message
    assert report.count("written") == 1
    assert told(report) == {STATEMENT: "failed" if severity == "error" else "written"}
