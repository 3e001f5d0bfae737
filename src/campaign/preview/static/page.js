// The page as a whole: which letter is open, what has changed, and the keys.

import { attempt } from "./attempt.js";
import { Details } from "./details.js";
import { $, el, plural, say } from "./dom.js";
import { Drafts } from "./drafts.js";
import { Editor } from "./editor.js";
import { listenToKeys } from "./keys.js";
import { letters, LetterView } from "./letter.js";
import { Likeness } from "./likeness.js";
import { RecipientList } from "./list.js";
import { Looked } from "./looked.js";
import { nextStep, noticeOf, setNotice, toMend } from "./notices.js";
import { Places } from "./places.js";
import { Post } from "./post.js";
import { Readers } from "./readers.js";
import { SenderForm } from "./sender.js";
import { Sentence } from "./sentence.js";
import { Statement } from "./statement.js";
import { ask, letterPath, listen, Refusal, tell } from "./talk.js";
import { Wording } from "./wording.js";

const WAIT = 150;

let revision = 0;
let openNotices = false;
let open = null;
let asked = 0;
let campaignAsked = 0;
const drafts = new Drafts();
let uneditable = "";
// While the page is about to move the cursor somewhere, no key is a command.
let moving = 0;

const list = new RecipientList(drafts, choose);
const view = new LetterView((problem) => openTemplate(problem.file.replace(/^templates\//, ""), problem.row));
const details = new Details(drafts, {
  saved: changed,
  drafted: () => list.mark(),
  tailor,
  untailor,
  openTemplate,
  choose,
  nameOf,
});
const editor = new Editor(drafts, { saved: (undo) => changed(undo), closed: () => toPane("letter") });
const looked = new Looked(view, list);
const sentence = new Sentence(drafts, view, { saved: changed, elsewhere });
const post = new Post();
const saved = (undo, words = "Saved.") => {
  setUndo(undo);
  say(words, { words: "Undo", act: undoLast });
};
const sender = new SenderForm(drafts, saved);
const statement = new Statement(saved);
const readers = new Readers(drafts, saved);
const wording = new Wording(drafts, { nameOf, saved, first: (kind) => list.first(kind) });
const places = new Places({
  letters: (id) => {
    if (list.recipient(id)) choose(id);
    else if (open) places.note("letters", open);
  },
  statement: () => statement.arrive(),
  wording: () => wording.arrive(),
  readers: (id) => readers.arrive(id),
  post: () => post.arrive(),
});
const likeness = new Likeness((figures) => {
  list.setLikeness(figures);
  details.setLikeness(figures);
}, choose, nameOf);

/** The name by which the list knows a letter's reader. */
function nameOf(id) {
  return list.recipient(id)?.name ?? id;
}

/** Open a letter. */
function choose(id, pane = "letter") {
  if (id !== open) {
    open = id;
    sentence.close();
    looked.wait();
    if (document.body.dataset.place === "letters") places.note("letters", id);
    list.select(id);
    $("whose").textContent = nameOf(id);
    details.begin(list.recipient(id), uneditable);
    setTimeout(() => open === id && view.waits(id) && view.blank(), WAIT);
    fetchLetter();
  }
  if (pane) toPane(pane);
}

/** Fetch the open letter as its files are now; an answer that is overtaken by a later one is dropped. */
async function fetchLetter() {
  const id = open;
  if (!id) return;
  const turn = ++asked;
  try {
    const letter = await ask(letterPath(id));
    if (turn !== asked) return;
    details.show(letter);
    editor.mark(letter.problems);
    await view.show(letter);
    if (turn === asked) looked.arrive();
  } catch (refusal) {
    if (turn !== asked) return;
    if (!(refusal instanceof Refusal)) throw refusal;
    // That the program does not answer is told above.
    if (refusal.status === 0) return;
    view.fail(id, refusal.problems);
    looked.arrive();
  }
}

async function fetchCampaign() {
  const turn = ++campaignAsked;
  list.ask();
  const campaign = await ask("campaign");
  if (turn !== campaignAsked) return;
  document.title = campaign.title ? `Letters: ${campaign.title}` : "Letters";
  $("title").textContent = campaign.title || "Letters";
  sender.mark(campaign.specimen ?? true);
  setUndo(campaign.undo);
  drafts.open(campaign.key);
  uneditable = campaign.uneditable ?? "";
  list.show(campaign.recipients);
  list.setFound({}, campaign.looked_over, campaign.of);
  looked.show();
  // An open letter says itself what stops all letters.
  const told = [...(campaign.recipients.length ? [] : campaign.stopped), ...campaign.problems];
  setNotice("next", nextStep(told));
  const errors = toMend(told).filter(({ severity }) => severity === "error");
  setNotice("errors", noticeOf(errors, `${plural(errors.length, "thing")} to mend: some letters cannot be printed until then`, openPlace, openNotices));
  const warnings = told.filter(({ severity }) => severity !== "error");
  setNotice("warnings", noticeOf(warnings, `${plural(warnings.length, "thing")} to look at in the list and the settings`, openPlace, openNotices));
  if (open && !list.recipient(open)) open = null;
  if (!open && campaign.recipients.length) {
    const [place, wanted] = places.here;
    const known = place === "letters" && list.recipient(wanted);
    choose(known ? wanted : campaign.recipients[0].id, null);
  }
  likeness.ask(campaign.revision);
}

const openPlace = (problem) => openTemplate(problem.file.replace(/^templates\//, ""), problem.row);

/** After a change, ours or another's: the open letter first, for somebody is looking at it. */
async function refresh() {
  await Promise.all([fetchLetter(), editor.refresh()]);
  await fetchCampaign();
  wording.refresh();
  readers.refresh();
  statement.refresh();
  post.refresh();
}

/** After a save from this page, which can be undone, or after another's words were taken. */
async function changed(undo, words = "") {
  if (undo) saved(undo);
  await refresh();
  if (words) view.reveal(words);
}

function setUndo(words) {
  $("undo").disabled = !words;
  $("undo").title = words ? `Undo: ${words}` : "";
}

async function undoLast() {
  const answer = await attempt(() => tell("POST", "undo"));
  if (!answer) return fetchCampaign();
  setUndo(answer.undo);
  say(`Undone: ${answer.undone}.`);
  await refresh();
}

async function tailor() {
  if (!open) return;
  moving += 1;
  const template = await attempt(() => tell("POST", `${letterPath(open)}/template`));
  if (template) {
    setUndo(template.undo);
    await editor.open(template);
    toPane("editor");
    await refresh();
  }
  moving -= 1;
}

async function untailor() {
  const answer = await attempt(() => tell("DELETE", `${letterPath(open)}/template`));
  if (!answer) return;
  await editor.close();
  await changed(answer.undo);
}

async function writeParagraph() {
  moving += 1;
  const closed = await editor.close();
  moving -= 1;
  if (!closed) return;
  toPane("details");
  details.focus();
}

/** Words of the letter that are no part of it: where they are changed. */
function elsewhere(words, personal) {
  const { salutation, envelope_lines, calls } = view.letter;
  if (personal) writeParagraph();
  else if (letters(words) === letters(salutation)) (toPane("details"), $("address_as").focus());
  else if (envelope_lines.some((line) => letters(words).includes(letters(line)))) location.hash = `#/readers/${encodeURIComponent(open)}`;
  else if (calls.some((call) => letters(words).includes(letters(call.words)))) location.hash = "#/statement";
  else if (view.letter.tailored) openTemplate(view.letter.template);
  else sender.open();
}

async function openTemplate(name, line = null) {
  if (await attempt(async () => (await editor.load(name, line), true))) toPane("editor");
}

/** On a narrow screen one pane is seen at a time. */
function toPane(pane) {
  const seen = pane === "editor" ? "details" : pane;
  document.body.dataset.pane = seen;
  for (const tab of document.querySelectorAll(".tabs button")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.to === seen));
  }
}

listenToKeys({
  acts: {
    "/": () => (toPane("list"), $("search").select(), $("search").focus()),
    e: writeParagraph,
    c: () => sentence.begin(open),
    t: tailor,
    l: () => looked.toggle(),
    w: () => view.toggleWindow(),
    "+": () => view.zoomBy(1.2),
    "-": () => view.zoomBy(1 / 1.2),
    0: () => view.fit(),
    "?": () => $("keys").showModal(),
    ArrowDown: () => list.move(1),
    ArrowUp: () => list.move(-1),
  },
  save: () => (editor.dirty ? editor : sentence.open ? sentence : details).save(),
  leave: (typing) => {
    if (editor.holds(document.activeElement)) return $("desk").focus();
    if ($("sentence").contains(typing)) return sentence.close();
    toPane("list");
    $("recipients").focus();
  },
  moving: () => moving > 0,
});

for (const tab of document.querySelectorAll(".tabs button")) {
  tab.addEventListener("click", () => toPane(tab.dataset.to));
}
$("previous").addEventListener("click", () => list.move(-1));
$("next").addEventListener("click", () => list.move(1));
$("undo").addEventListener("click", undoLast);
$("notice").addEventListener("toggle", (event) => (openNotices = event.target.open && event.target.querySelectorAll("li").length > 1), true);
$("open-keys").addEventListener("click", () => $("keys").showModal());
$("open-likeness").addEventListener("click", () => likeness.open());
window.addEventListener("beforeunload", (event) => {
  if (drafts.size || editor.dirty) event.preventDefault();
});

const LINE = {
  down: "The preview has stopped. Start it again with: campaign preview. What you have typed is kept here.",
  moved: "The preview was started again, under a new link. Open that one: what you have typed is there too.",
};

document.body.dataset.place = places.here[0];
await fetchCampaign();
places.show();
listen(
  (message) => {
    if (message.post) post.told(message.post);
    if (message.marks) {
      list.setFound(message.marks, message.looked_over, message.of);
      looked.show();
    }
    if (!message.revision || message.revision === revision) return;
    if (revision) refresh();
    revision = message.revision;
  },
  (line) => setNotice("line", LINE[line] ? el("p", {}, LINE[line]) : null),
);
