"""The whole job by keyboard alone, from an empty folder to the post, each place as it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from campaign.folder import Folder, find_folder
from campaign.making.starter import new_folder
from campaign.preview.desk import Desk
from campaign.preview.serve import serving
from tests.letters import DAY
from tests.preview.test_page import faults

STATEMENT = """Statement on rural libraries

The Reading Alliance, 12 November 2026

Libraries in the country are closed one after the other.

We call on the Government to publish how many libraries have closed. We call on county councils to
keep one library open in every town. A van in every village costs little.
"""
LIST = """Name,Street,Town,Postcode,Why them
The Clerk,1 High St,LEEDS,LS1 1AA,You keep the minutes.
The Librarian,2 Low St,LEEDS,LS1 1AB,
"""
RING = """element => {
    const seen = (one) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    };
    const { x, y, width, height } = element.getBoundingClientRect();
    const inside = x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0;
    // What is drawn anew this moment is looked at when it is there.
    if (!element.isConnected) return true;
    return inside && (seen(element) || seen(element.closest("label") ?? element));
}"""


class Keyboard:
    """Somebody who has no mouse, and sees where they are."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, wanted: Locator, key: str = "Tab") -> Locator:
        """Go on until something has the focus; everything on the way shows that it has it."""
        wanted.wait_for(state="attached")
        for _ in range(90):
            if wanted.evaluate("element => element === document.activeElement"):
                return wanted
            self.page.keyboard.press(key)
            focus = self.page.locator(":focus")
            # Between the last control of a page and its first the browser's own have the focus.
            if focus.count():
                assert focus.evaluate(RING), focus.evaluate("element => element.outerHTML")
        raise AssertionError(f"{wanted} cannot be reached")

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        self.reach(wanted)
        self.page.keyboard.press(key)

    def write(self, wanted: Locator, words: str) -> None:
        self.reach(wanted)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def choose(self, wanted: Locator, words: str) -> None:
        """Type the beginning of what a list of choices says."""
        self.reach(wanted)
        self.page.keyboard.type(words)
        expect(wanted.locator("option:checked")).to_have_text(words)

    def file(self, wanted: Locator, path: Path) -> None:
        self.reach(wanted)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(path)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # Colours that fade from one scheme into the other are neither.
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    # As long as somebody listens no chooser opens on the screen.
    page.on("filechooser", lambda _: None)
    yield page
    context.close()
    assert errors == []


def accessible(page: Page) -> None:
    """Hold a place to axe, in light and dark, on a screen and on a phone."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            # What another scheme changes is colours.
            found = faults(page, "" if scheme == "light" else "color-contrast")
            assert found == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_an_empty_folder_to_the_post(page: Page, tmp_path: Path) -> None:
    root = tmp_path / "campaign"
    new_folder(root, DAY, None, None, {})
    folder = find_folder(root)
    with serving(Desk(folder, DAY)) as guard:
        page.goto(guard.link)
        keys = Keyboard(page)
        # Whoever begins is led to the first step.
        expect(page.locator("#pasted")).to_be_visible()
        keys.press(page.get_by_role("link", name="put in the statement"))
        statement(keys)
        keys.press(page.get_by_role("link", name="bring in the list"))
        readers(keys, tmp_path / "office.csv")
        keys.press(page.get_by_role("link", name="Wording"))
        wording(keys, folder)
        keys.press(page.get_by_role("link", name="Letters", exact=True))
        letters(keys, folder)
        keys.press(page.get_by_role("link", name="Post", exact=True))
        post(keys, folder)
        keys.reach(page.locator("#undo"), "Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#toast")).to_contain_text("Undone")
        assert "# Opening for other" not in folder.wording.read_text(encoding="utf-8")


def statement(keys: Keyboard) -> None:
    """The statement pasted; a call left out, one corrected, one added, one put first; all read."""
    page = keys.page
    keys.write(page.locator("#pasted"), STATEMENT)
    keys.press(page.locator("#put-in"))
    calls = page.locator("[data-call]")
    expect(calls).to_have_count(2)
    keys.press(page.locator("#use-1"), "Space")
    expect(calls.nth(1)).to_contain_text("Left out of every letter")
    keys.press(page.locator("#use-1"), "Space")
    expect(calls.nth(1)).not_to_contain_text("Left out")
    keys.write(page.locator("#whom-1"), "councils in the country")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("Saved")
    keys.reach(page.locator("#call-words"), "Shift+Tab")
    keys.write(page.locator("#call-words"), "A van in every village costs little")
    keys.write(page.locator("#call-whom"), "the Government")
    page.keyboard.press("Enter")
    expect(calls).to_have_count(3)
    keys.press(page.locator("#up-1"))
    expect(calls.first).to_contain_text("keep one library open")
    keys.reach(page.locator("#reviewed"), "Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator("#notice")).to_contain_text("bring in the list")
    accessible(page)


def readers(keys: Keyboard, path: Path) -> None:
    """A list brought in with a column told what it is; a row changed and one added."""
    page = keys.page
    path.write_text(LIST, encoding="utf-8")
    keys.file(page.locator("#list-file"), path)
    why = page.get_by_label("What “Why them” holds")
    keys.choose(why, "Note")
    expect(why).to_be_focused()
    keys.press(keys.button("Bring them in"))
    expect(page.locator("#readers tbody tr")).to_have_count(2)
    keys.press(page.locator("#row-3"))
    form = page.locator("form.reader")
    keys.write(form.get_by_label("Name", exact=True), "The Head Librarian")
    page.keyboard.press("Enter")
    expect(page.locator("#row-3")).to_be_focused()
    keys.reach(page.locator("#add-reader"), "Shift+Tab")
    page.keyboard.press("Enter")
    keys.write(form.get_by_label("Name", exact=True), "The Harbour Master")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    keys.reach(page.locator("#row-2"))
    page.keyboard.press("Enter")
    keys.press(keys.button("Take this row out"))
    expect(page.locator("#readers tbody tr")).to_have_count(1)
    keys.press(page.locator("#toast").get_by_role("button", name="Undo"))
    expect(page.locator("#readers tbody tr")).to_have_count(2)
    keys.reach(page.locator("#find-reader"), "Shift+Tab")
    keys.write(page.locator("#find-reader"), "head")
    expect(page.locator("#readers tbody tr:visible")).to_have_count(1)
    accessible(page)


def wording(keys: Keyboard, folder: Folder) -> None:
    """Words for everybody begun from the usual ones, and taken away again."""
    page = keys.page
    expect(page.locator(".beside img").first).to_be_visible()
    keys.choose(page.locator("#new-part"), "Closing")
    keys.press(keys.button("Start from the usual words"))
    expect(page.locator("#new-words")).to_have_value(re.compile("Thank you"))
    keys.write(page.locator("#new-words"), "Thank you for your time.")
    keys.press(keys.button("Add"))
    added = page.locator("form.card", has_text="Closing for everybody")
    expect(added).to_contain_text("Read by 2 readers")
    assert "Thank you for your time." in folder.wording.read_text(encoding="utf-8")
    expect(page.locator(".beside img").first).to_be_visible()
    accessible(page)


def letters(keys: Keyboard, folder: Folder) -> None:
    """A letter found, its paragraph written, a sentence changed for a kind; marked as read."""
    page = keys.page
    keys.write(page.locator("#search"), "clerk")
    page.keyboard.press("Enter")
    expect(page.locator("#recipients")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#whose")).to_have_text("The Clerk")
    expect(page.locator("#reading")).to_contain_text("You keep the minutes.")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("You keep the books.")
    page.keyboard.press("Control+s")
    expect(page.locator("#reading")).to_contain_text("You keep the books.")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    keys.reach(page.locator("#which-part"), "Shift+Tab")
    keys.choose(page.locator("#which-part"), "Opening")
    keys.write(page.locator("#sentence-words"), "We write about libraries.")
    keys.reach(page.get_by_label("This reader alone"), "Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("This reader alone")).not_to_be_checked()
    accessible(page)
    keys.press(page.locator("#sentence").get_by_role("button", name="Save"))
    expect(page.locator("#reading")).to_contain_text("We write about libraries.")
    assert "# Opening for other\n" in folder.wording.read_text(encoding="utf-8")
    expect(page.locator("#desk")).to_be_focused()
    keys.reach(page.locator("#looked"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#looked")).to_have_attribute("aria-pressed", "true")


def post(keys: Keyboard, folder: Folder) -> None:
    """Letters made, laid together and taken away; noted as posted, and one answered."""
    page = keys.page
    keys.press(keys.button("Make 2 letters"))
    expect(keys.button("All are made")).to_be_visible(timeout=60_000)
    keys.press(page.locator("#make-print-file"))
    expect(page.locator(".step").nth(2).locator(".tag")).to_have_text("ready", timeout=60_000)
    link = page.get_by_role("link", name="Print file")
    keys.reach(link)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    made = (folder.output / "print" / "letters.pdf").read_bytes()
    assert Path(download.value.path()).read_bytes() == made
    keys.press(keys.button("They are posted"))
    expect(page.locator(".answers tbody tr")).to_have_count(2)
    keys.press(page.locator(".answers tbody tr").first.get_by_role("button"))
    keys.choose(page.locator("#reply-kind"), "A refusal")
    keys.press(keys.button("Note it"))
    expect(page.locator(".answers tbody tr", has_text="answered")).to_have_count(1)
    accessible(page)
