"""What a campaigner does on the page, done in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from campaign.folder import Folder
from campaign.preview.desk import Desk
from campaign.preview.guard import Guard
from campaign.preview.serve import serving
from tests.letters import DAY
from tests.postroom.test_dispatch import ScriptedSpooler
from tests.preview.test_answered import machine

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
ID = "mp-diane-abbott"
NAME = "Rt Hon Diane Abbott MP"


def open_letter(page: Page, name: str = ID) -> str:
    """Choose a letter and return the key of its sheet once that is on the screen."""
    before = page.locator("#desk").get_attribute("data-sheet")
    page.locator(f"#to-{name}").click()
    expect(page.locator("#desk")).not_to_have_attribute("data-sheet", before or "")
    return page.locator("#desk").get_attribute("data-sheet") or ""


def replace(path: Path, before: str, after: str) -> None:
    """Save a file as another program would."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def faults(page: Page, only: str = "") -> list[str]:
    """Return what axe-core finds serious or worse, by all of its rules or by one."""
    page.evaluate(AXE)
    found = page.evaluate("only => axe.run(only ? {runOnly: only} : {})", only)
    return [
        f"{fault['id']}: {node['html'][:90]} {node['failureSummary'][:150]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def test_choosing_and_searching(page: Page, desk: Desk) -> None:
    every = len(desk.look().by_id)
    expect(page.locator("#recipients [role=option]")).to_have_count(every)
    open_letter(page)
    expect(page.locator("#whose")).to_have_text(NAME)
    expect(page.locator("#reading")).to_contain_text("Dear Ms Abbott")
    picture = page.locator("#pages img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    page.keyboard.press("ArrowDown")
    expect(page.locator("#whose")).not_to_have_text(NAME)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#whose")).to_have_text(NAME)
    page.keyboard.press("/")
    page.keyboard.type("leeds siân")
    expect(page.locator("#none")).to_be_visible()
    page.locator("#clear").click()
    page.locator("#search").fill("SHERLOCK")
    expect(page.locator("#recipients [role=option]:visible")).to_have_count(1)
    expect(page.locator("#count")).to_have_text(f"1 of {every} letters")
    page.locator("#search").fill("")
    page.get_by_role("button", name=re.compile("Peers")).click()
    peers = sum(recipient.kind == "peer" for recipient in desk.look().by_id.values())
    expect(page.locator("#recipients [role=option]:visible")).to_have_count(peers)


def test_writing_a_paragraph_and_taking_it_back(page: Page, starter: Folder) -> None:
    path = starter.data / "recipients.csv"
    before = path.read_bytes()
    key = open_letter(page)
    page.keyboard.press("e")
    page.keyboard.type("You asked in the House what was done, and – twice – why.")
    expect(page.locator(f"#to-{ID} .draft")).to_have_text("not saved")
    page.keyboard.press("Control+s")
    expect(page.locator("#reading")).to_contain_text("You asked in the House")
    expect(page.locator("#desk")).not_to_have_attribute("data-sheet", key)
    assert "and – twice – why.".encode() in path.read_bytes()
    page.locator("#toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#note")).to_have_value("")
    expect(page.locator("#desk")).to_have_attribute("data-sheet", key)
    assert path.read_bytes() == before


def test_words_not_yet_saved_outlive_an_undo_and_are_no_conflict(page: Page) -> None:
    open_letter(page)
    page.locator("#note").fill("You asked why.")
    page.keyboard.press("Control+s")
    expect(page.locator("#reading")).to_contain_text("You asked why.")
    page.locator("#note").press("End")
    page.keyboard.type(" And when.")
    page.locator("#undo").click()
    expect(page.locator("#reading")).not_to_contain_text("You asked why.")
    expect(page.locator("#note")).to_have_value("You asked why. And when.")
    expect(page.locator(".moved")).to_be_hidden()
    page.locator("#note").focus()
    page.keyboard.press("Control+s")
    expect(page.locator("#reading")).to_contain_text("You asked why. And when.")
    expect(page.locator("#conflict")).to_be_hidden()


def test_a_saved_template_shows_at_once_and_typing_goes_on(page: Page, starter: Folder) -> None:
    key = open_letter(page)
    page.locator("#note").press_sequentially("Half a sen")
    replace(starter.templates / "mp.html.j2", "Thank you for reading", "We thank you for reading")
    expect(page.locator("#desk")).not_to_have_attribute("data-sheet", key)
    expect(page.locator("#reading")).to_contain_text("We thank you for reading")
    expect(page.locator("#note")).to_have_value("Half a sen")
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.type("tence")
    expect(page.locator("#note")).to_have_value("Half a sentence")


def test_a_template_error_and_its_mending(page: Page, starter: Folder) -> None:
    key = open_letter(page)
    template = starter.templates / "mp.html.j2"
    replace(template, "{% block closing %}", "{% block closing %}{{ recipient.nmae }}")
    fault = page.locator("#fault")
    expect(fault).to_contain_text("recipient.nmae")
    expect(fault).to_contain_text("Did you mean “name”?")
    expect(fault).to_contain_text("templates/mp.html.j2:")
    expect(page.locator("#desk")).to_have_class(re.compile("stale"))
    expect(page.locator("#pages img").first).to_be_visible()
    fault.get_by_role("button", name="mp.html.j2").click()
    expect(page.locator("#editor h2")).to_have_text("mp.html.j2")
    replace(template, "{{ recipient.nmae }}", "")
    expect(fault).to_be_hidden()
    expect(page.locator("#desk")).to_have_attribute("data-sheet", key)
    expect(page.locator("#editor .cm-content")).not_to_contain_text("nmae")


def test_a_paragraph_changed_elsewhere_is_shown_and_not_overwritten(
    page: Page, starter: Folder
) -> None:
    path = starter.data / "recipients.csv"
    open_letter(page)
    page.locator("#note").fill("Ours.")
    row = next(line for line in path.read_text(encoding="utf-8").splitlines() if ID in line)
    cells = row.split(",")
    note = path.read_text(encoding="utf-8").splitlines()[0].split(",").index("note")
    cells[note] = "Theirs."
    replace(path, row, ",".join(cells))
    expect(page.locator(".moved")).to_be_visible()
    expect(page.locator("#note")).to_have_value("Ours.")
    page.keyboard.press("Control+s")
    dialog = page.locator("#conflict")
    expect(dialog).to_contain_text("Theirs.")
    expect(dialog).to_contain_text("Ours.")
    assert "Theirs." in path.read_text(encoding="utf-8")
    assert faults(page) == []
    dialog.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#reading")).to_contain_text("Ours.")
    assert "Theirs." not in path.read_text(encoding="utf-8")


def test_tailoring_a_letter(page: Page, starter: Folder) -> None:
    key = open_letter(page)
    page.keyboard.press("t")
    code = page.locator("#editor .cm-content")
    expect(code).to_contain_text('extends "mp.html.j2"')
    page.locator("#editor .cm-line", has_text="block closing").click()
    expect(page.locator(".super")).to_contain_text("Thank you for reading this letter")
    expect(page.locator("#desk")).to_have_attribute("data-sheet", key)
    assert faults(page) == []
    page.keyboard.press("Control+End")
    page.keyboard.type("{% block subject %}A subject of its own{% endblock %}")
    expect(page.locator("#editor .status")).to_have_text("Not saved")
    page.keyboard.press("Control+s")
    expect(page.locator("#reading")).to_contain_text("A subject of its own")
    template = starter.templates / "recipients" / f"{ID}.html.j2"
    assert "A subject of its own" in template.read_text(encoding="utf-8")
    page.keyboard.type("{# ours #}")
    replace(template, "of its own", "of theirs")
    expect(page.locator("#editor .status")).to_have_text("Changed elsewhere")
    page.keyboard.press("Control+s")
    page.locator("#conflict").get_by_role("button", name="Take the file’s").click()
    expect(page.locator("#reading")).to_contain_text("A subject of theirs")
    page.get_by_role("button", name="Close the editor").click()
    expect(page.locator("#details")).to_be_visible()


def test_a_sentence_changed_where_it_stands(page: Page, starter: Folder) -> None:
    """Pressed on in the letter, changed for one, then for all, and back to the usual words."""
    before = starter.wording.read_bytes()
    key = open_letter(page)
    found = page.evaluate(
        """async (key) => (await (await fetch(`sheets/${key}/paragraphs`)).json())
            .paragraphs.find(({ words }) => words.startsWith("We write about"))""",
        key,
    )
    left, top, _, _ = found["box"]
    paper = page.locator("#pages img").first
    scale = paper.evaluate("image => image.width") / 595.28
    paper.click(position={"x": (left + 20) * scale, "y": (top + 6) * scale})
    words = page.locator("#sentence-words")
    expect(words).to_have_value(re.compile("We write about the enclosed statement"))
    expect(page.locator(".chosen")).to_be_visible()
    words.fill(words.input_value().replace("We write", "We write to you today"))
    expect(page.locator(".differs ins")).to_have_text(" to you today")
    page.get_by_label(re.compile("All with the usual words")).check()
    expect(words).to_have_value(re.compile("about {{ the_statement }}, and ask you"))
    # What differs is shown as it reads, names and all.
    expect(page.locator(".differs")).to_contain_text("to you today about the enclosed statement")
    expect(page.locator(".differs del")).to_have_count(0)
    page.get_by_label("This reader alone").check()
    assert faults(page) == []
    page.keyboard.press("Control+s")
    page.locator("#sentence-words").press("Control+s")
    expect(page.locator("#reading")).to_contain_text("We write to you today about")
    assert f"# Opening for id={ID}" in starter.wording.read_text(encoding="utf-8")
    expect(page.locator("#sentence")).to_be_hidden()
    page.locator("#recipients").focus()
    page.keyboard.press("c")
    page.locator("#which-part").select_option("Opening")
    page.get_by_role("button", name="Back to the usual words").click()
    expect(page.locator("#desk")).to_have_attribute("data-sheet", key)
    assert starter.wording.read_bytes() == before


def test_a_letter_looked_at_until_it_changes(page: Page) -> None:
    open_letter(page)
    expect(page.locator("#tally")).not_to_contain_text("Looking", timeout=60_000)
    page.locator("#recipients").focus()
    page.keyboard.press("l")
    expect(page.locator("#looked")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"#to-{ID} .seen")).to_contain_text("✓")
    expect(page.locator("#tally")).to_contain_text("1 of 8 looked at")
    page.reload()
    expect(page.locator("#looked")).to_have_attribute("aria-pressed", "true")
    assert faults(page) == []
    page.locator("#note").fill("Words of our own.")
    page.keyboard.press("Control+s")
    expect(page.locator("#looked")).to_have_attribute("aria-pressed", "false", timeout=60_000)
    page.locator("#toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#looked")).to_have_attribute("aria-pressed", "true", timeout=60_000)


def test_words_typed_before_the_letter_is_there_are_words(page: Page, starter: Folder) -> None:
    """However slow the letter comes, no key of a sentence is taken for a command."""
    page.route(f"**/letters/{ID}", lambda route: (page.wait_for_timeout(1500), route.continue_()))
    page.locator(f"#to-{ID}").click()
    page.locator("#recipients").focus()
    page.keyboard.press("e")
    page.keyboard.type("to write (/)")
    expect(page.locator("#note")).to_have_value("to write (/)")
    expect(page.locator("#editor")).to_be_hidden()
    page.unroute_all(behavior="wait")
    page.keyboard.press("Control+s")
    expect(page.locator("#reading")).to_contain_text("to write (/)")
    assert not (starter.templates / "recipients").exists()


def test_a_letter_that_nobody_opened_is_marked(page: Page, starter: Folder) -> None:
    expect(page.locator("#tally")).not_to_contain_text("Looking", timeout=60_000)
    path = starter.data / "recipients.csv"
    row = next(line for line in path.read_text(encoding="utf-8").splitlines() if ID in line)
    cells = row.split(",")
    note = path.read_text(encoding="utf-8").splitlines()[0].split(",").index("note")
    cells[note] = "A sentence of many words that says nothing at all. " * 90
    replace(path, row, ",".join(cells))
    expect(page.locator(f"#to-{ID} .dot")).to_be_visible(timeout=60_000)
    expect(page.locator("#whose")).not_to_have_text(NAME)
    page.locator("#state").select_option("problems")
    expect(page.locator(f"#to-{ID}")).to_be_visible()


def test_saved_words_come_into_sight(page: Page) -> None:
    open_letter(page)
    # They shine until they are looked at, on a machine however busy.
    page.evaluate(
        "() => { const set = setTimeout; setTimeout = (f, ms) => ms === 2600 ? 0 : set(f, ms); }"
    )
    page.locator("#desk").evaluate("desk => desk.scrollTo(0, desk.scrollHeight)")
    page.locator("#note").fill("You asked in the House what was done.")
    page.keyboard.press("Control+s")
    expect(page.locator(".shine")).to_be_in_viewport()


def test_what_was_written_is_there_after_a_restart(
    browser: Browser, desk: Desk, starter: Folder
) -> None:
    context = browser.new_context()
    page = context.new_page()
    with serving(desk) as guard:
        page.goto(guard.link)
        page.locator("#desk[data-sheet]").wait_for()
        page.locator(f"#to-{ID}").click()
        page.locator("#note").fill("Half a sentence")
        expect(page.locator(f"#to-{ID} .draft")).to_have_text("not saved")
    expect(page.locator("#notice")).to_contain_text("has stopped")
    with serving(Desk(starter, desk.on)) as guard:
        expect(page.locator("#notice")).to_contain_text("under a new link")
        page.goto(guard.link)
        page.locator(f"#to-{ID}").click()
        expect(page.locator("#note")).to_have_value("Half a sentence")
    context.close()


def test_single_keys_can_be_turned_off(page: Page) -> None:
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_label("Single keys are shortcuts").uncheck()
    page.locator("#keys").get_by_role("button", name="Close").click()
    page.locator("#recipients").focus()
    page.keyboard.press("w")
    page.keyboard.press("t")
    expect(page.locator("#window")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#editor")).to_be_hidden()


def test_what_concerns_the_whole_list_is_told(page: Page, starter: Folder) -> None:
    path = starter.data / "recipients.csv"
    text = path.read_text(encoding="utf-8").replace("Diane Abbott", "Diané Abbott", 1)
    path.write_bytes(text.encode("cp1252"))
    expect(page.locator("#notice")).to_contain_text("Windows-1252")


def test_a_tailored_letter_can_be_as_usual_again(page: Page, starter: Folder) -> None:
    key = open_letter(page)
    page.get_by_role("button", name="Tailor this letter").click()
    page.get_by_role("button", name="Close the editor").click()
    expect(page.locator(f"#to-{ID} .icon")).to_have_count(0)
    page.get_by_role("button", name="Back to the usual words").click()
    expect(page.get_by_role("button", name="Tailor this letter")).to_be_visible()
    expect(page.locator("#desk")).to_have_attribute("data-sheet", key)
    assert not list((starter.templates / "recipients").iterdir())


def test_from_the_letters_to_the_post(page: Page, starter: Folder) -> None:
    """The whole way on the page: letters made, print file, labels, checklist, taken away."""
    open_letter(page)
    page.get_by_role("link", name="Post").click()
    step = page.locator(".step")
    expect(step.nth(2).get_by_role("button")).to_be_disabled()
    page.get_by_role("button", name="Make 8 letters").click()
    expect(page.get_by_role("button", name="All are made")).to_be_visible(timeout=120_000)
    for number, name in enumerate(("print file", "labels", "checklist"), start=2):
        step.nth(number).get_by_role("button", name=f"Make the {name}").click()
        expect(step.nth(number).locator(".tag")).to_have_text("ready", timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Print file").click()
    assert download.value.suggested_filename == "letters.pdf"
    made = (starter.output / "print" / "letters.pdf").read_bytes()
    assert Path(download.value.path()).read_bytes() == made
    page.get_by_role("button", name="They are posted").click()
    expect(page.locator(".answers tbody tr")).to_have_count(8)
    assert faults(page) == []
    page.get_by_role("button", name=f"a reply came from The {NAME}").click()
    page.locator("#reply-kind").select_option("promise")
    page.locator("#reply-promised").fill("2027-01-31")
    assert faults(page) == []
    page.get_by_role("button", name="Note it").click()
    expect(page.locator(".answers tbody tr", has_text=NAME)).to_contain_text("promised")
    page.go_back()
    expect(page.locator("#whose")).to_have_text(NAME)
    expect(page.locator("#details")).to_be_visible()
    page.reload()
    expect(page.locator("#whose")).to_have_text(NAME)
    page.locator("#state").select_option("unmade")
    expect(page.locator("#none")).to_be_visible(timeout=60_000)


def test_words_for_a_group_with_the_letter_beside_them(page: Page, starter: Folder) -> None:
    page.get_by_role("link", name="Wording").click()
    card = page.locator("form.card").first
    letter = page.locator(".beside img").first
    expect(letter).to_be_visible()
    before = letter.get_attribute("src") or ""
    card.locator("textarea").fill("Words of our own.[^nowhere]")
    card.get_by_role("button", name="Save").click()
    expect(card.locator(".wrong")).to_contain_text("no fact “nowhere”")
    assert "of our own" not in starter.wording.read_text(encoding="utf-8")
    page.reload()
    expect(card.locator("textarea")).to_have_value("Words of our own.[^nowhere]")
    card.locator("textarea").fill("Words of our own.")
    card.get_by_role("button", name="Save").click()
    expect(letter).not_to_have_attribute("src", before)
    assert "Words of our own." in starter.wording.read_text(encoding="utf-8")
    page.locator("#new-part").select_option("Closing")
    page.locator("#new-group").select_option("peer")
    page.locator("#new-words").fill("We should be glad to call on you.")
    page.get_by_role("button", name="Add", exact=True).click()
    added = page.locator("form.card", has_text="Closing for Peers")
    expect(added).to_contain_text("Read by 1 reader")
    assert "# Closing for peer" in starter.wording.read_text(encoding="utf-8")
    assert faults(page) == []
    added.get_by_role("button", name="Back to the usual words").click()
    expect(added).to_have_count(0)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults(page) == []


def test_the_readers_changed_added_and_brought_in(
    page: Page, starter: Folder, tmp_path: Path
) -> None:
    """A row mended where its problem stands, another added, and a list of others brought in."""
    page.get_by_role("link", name="Readers").click()
    expect(page.locator("#readers tbody tr")).to_have_count(8)
    lines = (starter.data / "recipients.csv").read_text(encoding="utf-8").splitlines()
    replace(starter.data / "recipients.csv", lines[5], lines[5].replace(",mp,", ",mmp,", 1))
    expect(page.locator(".unread")).to_contain_text("mmp · Rt Hon")
    page.locator("#row-6").click()
    row = page.locator(".reader")
    expect(row.locator("small", has_text="mmp")).to_be_visible()
    row.get_by_label("Kind").select_option("MP")
    row.get_by_role("button", name="Save").click()
    expect(page.locator(".unread")).to_have_count(0)
    expect(page.locator("#row-6")).to_be_focused()
    page.get_by_role("button", name="Add a reader").click()
    row.get_by_label("Kind").select_option("Other")
    row.get_by_label("Name", exact=True).fill("The Harbour Master")
    row.get_by_label("Address 1").fill("1 Quay Street")
    row.get_by_label("Address 2").fill("LEEDS")
    row.get_by_label("Postcode").fill("LS1 1AA")
    assert faults(page) == []
    row.get_by_role("button", name="Add").click()
    expect(page.locator("#readers tbody tr")).to_have_count(9)
    office = tmp_path / "office.csv"
    office.write_text(
        "Council,Person,Street,Post town,Postcode,Reason\n"
        "Harbour Council,The Clerk,1 Quay,LEEDS,LS1 1AA,You keep it.\n",
        encoding="utf-8",
    )
    page.locator("#list-file").set_input_files(office)
    bringing = page.locator("#bringing")
    expect(bringing).to_contain_text("1 added")
    expect(bringing).not_to_contain_text("false")
    bringing.get_by_label("What “Reason” holds").select_option("note")
    expect(bringing.get_by_label("What “Reason” holds")).to_have_value("note")
    assert faults(page) == []
    bringing.get_by_role("button", name="Bring them in").click()
    expect(page.locator("#readers tbody tr")).to_have_count(10)
    assert "You keep it." in (starter.data / "recipients.csv").read_text(encoding="utf-8")
    page.locator("#find-reader").fill("abbott")
    expect(page.locator("#readers tbody tr:visible")).to_have_count(1)
    page.locator("#readers tbody tr:visible button").click()
    row.get_by_label("Party").fill("Ours")
    replace(starter.data / "recipients.csv", f"{NAME},", f"{NAME} PC,")
    row.get_by_role("button", name="Save").click()
    conflict = page.locator("#conflict")
    expect(conflict).to_contain_text("Party: Independent")
    expect(conflict).to_contain_text("Party: Ours")
    conflict.get_by_role("button", name="Go on writing").click()
    expect(row.get_by_label("Party")).to_have_value("Ours")
    row.get_by_role("button", name="Cancel").click()
    replace(starter.data / "recipients.csv", f"{NAME} PC,", f"{NAME},")
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator("#row-6").click()
    expect(row).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults(page) == []
    page.get_by_role("link", name=NAME).click()
    expect(page.locator("#whose")).to_have_text(NAME)


def test_what_the_statement_asks_of_whom(page: Page, starter: Folder) -> None:
    """A person's whole review: left out, corrected, added, put first, and marked as read."""
    page.get_by_role("link", name="Statement").click()
    call = page.locator("[data-call]", has_text="uphold international law")
    expect(page.locator("mark", has_text="non-refoulement").first).to_be_visible()
    call.get_by_role("checkbox").uncheck()
    expect(call).to_contain_text("Left out of every letter")
    expect(page.locator("mark.out", has_text="non-refoulement")).to_be_visible()
    call.get_by_role("checkbox").check()
    call.locator(".whom").fill("Thailand")
    call.locator(".whom").press("Enter")
    expect(page.locator("#toast")).to_contain_text("Saved")
    call.get_by_role("button", name="Print earlier").click()
    expect(page.locator("[data-call]").first).to_contain_text("uphold international law")
    page.locator("article").evaluate(
        """article => {
            const words = "facilitating a safe passage";
            const mark = [...article.querySelectorAll("mark")].find(
                (mark) => mark.textContent.includes(words));
            const at = mark.textContent.indexOf(words);
            getSelection().setBaseAndExtent(
                mark.firstChild, at, mark.firstChild, at + words.length);
            article.dispatchEvent(new Event("pointerup"));
        }"""
    )
    expect(page.locator("#call-words")).to_have_value("facilitating a safe passage")
    page.locator("#call-whom").fill("the Home Office")
    page.get_by_role("button", name="Add this call").click()
    expect(page.locator("[data-call] input[value='the Home Office']")).to_be_visible()
    page.locator("#reviewed").uncheck()
    expect(page.locator("#notice")).to_contain_text("Nobody has yet said that the calls were read")
    text = starter.calls.read_text(encoding="utf-8")
    assert "reviewed = false" in text
    assert 'action = "facilitating a safe passage"' in text
    assert 'addressee = "Thailand"' in text
    assert "order = 1\n" in text
    assert faults(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults(page) == []


def test_the_sender_s_form_behind_the_specimen(page: Page, starter: Folder, tmp_path: Path) -> None:
    page.get_by_role("button", name="Specimen").click()
    form = page.locator("#sender")
    form.get_by_label("Who signs").fill("The Chair")
    form.get_by_label("Address").fill("1 Quay Street\nLEEDS")
    form.get_by_label("Postcode").fill("LS1 1AA")
    picture = tmp_path / "mark.png"
    Image.new("RGB", (60, 20), "navy").save(picture)
    form.locator("#image-signature").set_input_files(picture)
    expect(form.get_by_alt_text("Signature as it is now")).to_be_visible()
    expect(form.get_by_label("Who signs")).to_have_value("The Chair")
    assert faults(page) == []
    form.get_by_role("button", name="Save").click()
    expect(page.locator("#specimen")).to_have_text("Sender")
    expect(page.locator("#reading")).to_contain_text("The Chair")
    assert 'name = "The Chair"' in starter.configuration.read_text(encoding="utf-8")


def test_another_site_can_neither_read_nor_write(
    browser: Browser, guard: Guard, starter: Folder
) -> None:
    before = (starter.data / "recipients.csv").read_bytes()
    context = browser.new_context()
    page = context.new_page()
    page.route("http://evil.example/**", lambda route: route.fulfill(body="<h1>Evil</h1>"))
    page.goto("http://evil.example/")
    attack = """async (link) => {
        const tries = {};
        tries.read = await fetch(link + "campaign").then((r) => r.text()).catch(() => "refused");
        tries.write = await fetch(link + "letters/mp-diane-abbott/cells/note", {
            method: "PUT", headers: {"Content-Type": "application/json"},
            body: JSON.stringify({value: "evil", was: ""}),
        }).then((r) => r.text()).catch(() => "refused");
        await fetch(link + "letters/mp-diane-abbott/template", {
            method: "POST", mode: "no-cors", body: "{}",
        }).catch(() => "refused");
        tries.image = await new Promise((done) => {
            const image = new Image();
            image.onload = () => done("read");
            image.onerror = () => done("refused");
            image.src = link + "static/mark.svg";
        });
        const frame = document.createElement("iframe");
        frame.src = link;
        document.body.append(frame);
        await new Promise((done) => { frame.onload = done; });
        try { tries.frame = frame.contentDocument?.title ?? "refused"; }
        catch { tries.frame = "refused"; }
        return tries;
    }"""
    tries = page.evaluate(attack, guard.link)
    context.close()
    assert set(tries.values()) == {"refused"}
    assert (starter.data / "recipients.csv").read_bytes() == before
    assert not (starter.templates / "recipients").exists()


def test_what_stops_all_letters_is_told_and_mended(page: Page, starter: Folder) -> None:
    replace(starter.configuration, "subject = ", "subjct = ")
    expect(page.locator("#fault")).to_contain_text("Did you mean “subject”?")
    replace(starter.configuration, "subjct = ", "subject = ")
    expect(page.locator("#fault")).to_be_hidden()
    replace(starter.data / "recipients.csv", f"{ID},mp,", f"{ID},mmp,")
    expect(page.locator("#notice")).to_contain_text("mmp")
    expect(page.locator(f"#to-{ID}")).to_have_count(0)


def test_the_letter_never_waits_for_figures_that_nobody_waits_for(
    page: Page, starter: Folder
) -> None:
    page.locator("#open-likeness").get_by_text("identical").wait_for()
    asked: list[Route] = []
    open_letter(page)
    page.route("**/likeness", lambda route: asked.append(route))
    for number in range(3):
        key = page.locator("#desk").get_attribute("data-sheet") or ""
        before, after = ("you", *"012")[number : number + 2]
        words = "for reading"
        replace(starter.templates / "mp.html.j2", f"{before} {words}", f"{after} {words}")
        expect(page.locator("#desk")).not_to_have_attribute("data-sheet", key)
        page.wait_for_timeout(1500)
    assert len(asked) == 1
    asked[0].continue_()


def test_a_tab_that_nobody_sees_holds_no_line_and_follows_when_it_is_seen(
    page: Page, starter: Folder
) -> None:
    def seen(hidden: str) -> None:
        page.evaluate(
            "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable:"
            " true}); document.dispatchEvent(new Event('visibilitychange')); }",
            hidden == "hidden",
        )

    open_letter(page)
    seen("hidden")
    replace(starter.templates / "mp.html.j2", "Thank you for reading", "We thank you for reading")
    page.wait_for_timeout(1200)
    expect(page.locator("#reading")).not_to_contain_text("We thank you")
    seen("visible")
    expect(page.locator("#reading")).to_contain_text("We thank you")


def test_a_name_is_never_markup(page: Page, starter: Folder) -> None:
    evil = "<img src=x onerror=document.title='evil'>"
    replace(starter.data / "recipients.csv", NAME, f"{NAME} {evil}")
    expect(page.locator("#recipients")).to_contain_text(evil)
    page.locator("#recipients").get_by_text(evil).click()
    expect(page.locator("#whose")).to_contain_text(evil)
    expect(page.locator(".facts address")).to_contain_text(evil)
    assert page.title() != "evil"


@pytest.mark.parametrize(("scheme", "width"), [("dark", 1280), ("light", 390)])
def test_no_serious_fault_for_those_who_see_less(
    page: Page, scheme: Literal["dark", "light"], width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("#open-likeness").get_by_text("identical").wait_for()
    assert faults(page) == []
    page.locator("#open-likeness").click()
    assert faults(page) == []
    page.locator("#likeness").get_by_role("button", name="Close").click()
    if width == 390:
        for tab in ("Letter", "Details"):
            page.get_by_role("button", name=tab, exact=True).click()
            assert faults(page) == []
        expect(page.locator("#note")).to_be_visible()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


def test_what_the_browser_prints_is_the_letter_or_the_place_alone(page: Page) -> None:
    page.emulate_media(media="print")
    for there in (".paper", "#pages"):
        expect(page.locator(there).first).to_be_visible()
    for gone in (".top", ".list", ".letter > .bar", "#details", ".tabs"):
        expect(page.locator(gone)).to_be_hidden()
    page.evaluate("location.hash = '#/readers'")
    expect(page.locator("#readers table")).to_be_visible()
    expect(page.locator(".panes")).to_be_hidden()


def test_problems_come_into_sight_with_their_letter(page: Page, starter: Folder) -> None:
    details = page.locator("#details")
    page.set_viewport_size({"width": 1280, "height": 500})
    details.evaluate("pane => pane.scrollTo(0, 9999)")
    (starter.templates / "recipients").mkdir()
    own = starter.templates / "recipients" / f"{ID}.html.j2"
    own.write_text('{% extends "mp.html.j2" %}{% block closing %}{{ nobody }}{% endblock %}')
    page.locator(f"#to-{ID}").click()
    expect(details.locator(".problems")).to_be_in_viewport()


def test_the_window_of_the_envelope_and_the_zoom(page: Page) -> None:
    page.keyboard.press("w")
    expect(page.locator("svg.window")).to_be_visible()
    expect(page.locator("#window")).to_have_attribute("aria-pressed", "true")
    width = page.locator("#pages img").first.evaluate("image => image.width")
    page.keyboard.press("+")
    wider = page.locator("#pages img").first.evaluate("image => image.width")
    assert wider == pytest.approx(width * 1.2, rel=0.01)
    expect(page.locator("#fit")).to_have_text("120%")
    page.keyboard.press("0")
    expect(page.locator("#fit")).to_have_text("100%")


def test_a_long_list_is_whole_and_quick_to_walk(page: Page, starter: Folder) -> None:
    path = starter.data / "recipients.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    row = next(row for row in rows if row.startswith(f"{ID},"))
    many = [row.replace(ID, f"mp-{n}").replace("Diane", f"Diane {n}") for n in range(650)]
    path.write_text("\n".join([header, *many, ""]), encoding="utf-8")
    expect(page.locator("#recipients [role=option]")).to_have_count(650, timeout=20_000)
    page.locator("#recipients").focus()
    page.keyboard.press("End")
    expect(page.locator("#to-mp-649")).to_be_in_viewport()
    expect(page.locator("#whose")).to_contain_text("Diane 649")


def test_a_spreadsheet_is_not_written_and_the_page_says_why(page: Page, starter: Folder) -> None:
    from openpyxl import Workbook

    path = starter.data / "recipients.csv"
    book = Workbook()
    header, *rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    sheet = book.worksheets[0]
    sheet.append(header)
    sheet.append(next(row for row in rows if row[0] == ID))
    path.unlink()
    book.save(starter.data / "recipients.xlsx")
    expect(page.locator("#recipients [role=option]")).to_have_count(1)
    expect(page.locator("#note")).to_be_disabled()
    expect(page.locator(".own")).to_contain_text("The list is a spreadsheet (.xlsx)")


def test_two_tabs_lose_no_words(page: Page, guard: Guard, starter: Folder) -> None:
    """What one has saved is shown to the other, whose own words are kept."""
    other = page.context.new_page()
    other.goto(f"{guard.link}#/wording")
    page.get_by_role("link", name="Wording").click()
    mine, theirs = (tab.locator("form.card").first for tab in (page, other))
    mine.locator("textarea").fill("Mine.")
    theirs.locator("textarea").fill("Theirs.")
    theirs.get_by_role("button", name="Save").press("Enter")
    expect(other.locator("#toast")).to_contain_text("Saved")
    mine.get_by_role("button", name="Save").press("Enter")
    dialog = page.locator("#conflict")
    expect(dialog).to_contain_text("Theirs.")
    expect(dialog).to_contain_text("Mine.")
    assert "Mine." not in starter.wording.read_text(encoding="utf-8")
    dialog.get_by_role("button", name="Go on writing").press("Enter")
    expect(mine.locator("textarea")).to_have_value("Mine.")
    mine.get_by_role("button", name="Save").press("Enter")
    expect(page.locator("#toast")).to_contain_text("Saved")
    assert "Mine." in starter.wording.read_text(encoding="utf-8")


def test_second_letters_are_drafted_and_those_of_who_is_gone_removed(
    page: Page, starter: Folder
) -> None:
    """After the post: all late, a second letter drafted to each, one reader taken off the list."""
    page.get_by_role("link", name="Post", exact=True).click()
    page.get_by_role("button", name="Make 8 letters").click()
    expect(page.get_by_role("button", name="All are made")).to_be_visible(timeout=120_000)
    page.locator("#posted-on").fill("2026-01-05")
    page.get_by_role("button", name="They are posted").click()
    page.get_by_role("button", name="Draft second letters to the 8 who are late").click()
    expect(page.locator("#toast")).to_contain_text("8 second letters drafted")
    expect(page.locator("#draft")).to_have_count(0)
    page.get_by_role("button", name="Make 8 letters").click()
    expect(page.get_by_role("button", name="All are made")).to_be_visible(timeout=120_000)
    assert faults(page) == []
    assert len(list(starter.output.joinpath("letters").iterdir())) == 16
    lines = (starter.data / "recipients.csv").read_text(encoding="utf-8").splitlines(True)
    replace(starter.data / "recipients.csv", next(one for one in lines if ID in one), "")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove 2 letters of those no longer on the list").click()
    expect(page.locator(".step").first).to_contain_text(
        "2 letters removed just now", timeout=60_000
    )
    assert len(list(starter.output.joinpath("letters").iterdir())) == 14


def test_supporters_letters_are_made_and_bundled(
    page: Page, starter: Folder, tmp_path: Path
) -> None:
    """Their list brought in, the letters made and laid together; the list without one of them."""
    path = tmp_path / "Our supporters.csv"
    rows = "name,address,postcode,own words,consent\n{}The Usher,2 High St,N16 5TU,I ask too.,yes\n"
    path.write_text(rows.format("The Clerk,1 High St,N16 5TU,I ask you.,yes\n"))
    page.get_by_role("link", name="Post", exact=True).click()
    step = page.locator(".step", has_text="Supporters’ letters")
    page.locator("#supporters-file").set_input_files(path)
    step.get_by_role("button", name="Make 2 letters").click()
    expect(step).to_contain_text("2 letters made just now", timeout=60_000)
    step.get_by_role("button", name="A bundle for each member").click()
    link = step.get_by_role("link", name=f"Letters for {NAME}")
    with page.expect_download() as download:
        link.click(timeout=60_000)
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    step.get_by_role("button", name="A pack for each to sign").click()
    expect(step.get_by_role("link", name="Packs to sign")).to_be_visible(timeout=60_000)
    assert faults(page) == []
    path.write_text(rows.format(""))
    page.locator("#supporters-file").set_input_files(path)
    page.once("dialog", lambda dialog: dialog.accept())
    step.get_by_role("button", name="Remove 1 letter of those no longer on the list").click()
    expect(step).to_contain_text("1 letter removed just now", timeout=60_000)
    assert len(list(starter.output.joinpath("supporters/letters").iterdir())) == 1


def test_letters_are_sent_to_a_printer_once_somebody_agrees(
    browser: Browser, starter: Folder
) -> None:
    spooler = ScriptedSpooler()
    with serving(Desk(starter, DAY), machine=machine(spooler)) as guard:
        page = browser.new_page()
        page.goto(f"{guard.link}#/post")
        page.get_by_role("button", name="Make 8 letters").click()
        ask = page.get_by_role("button", name="Print 8 letters…")
        agree = page.locator("#agree")
        ask.click(timeout=60_000)
        expect(agree).to_contain_text("on “Office”, on both sides")
        agree.get_by_role("button", name="Cancel").click()
        assert not spooler.sent
        ask.click()
        agree.get_by_role("button", name="Print").click()
        expect(page.get_by_role("button", name="All are printed")).to_be_disabled(timeout=60_000)
        expect(page.locator(".step", has_text="On both sides")).to_contain_text("8 printed")
        assert faults(page) == []
        page.close()
    assert len(spooler.sent) == 8
