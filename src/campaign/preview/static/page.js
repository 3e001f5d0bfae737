// The page as a whole: which letter is open, what has changed, and the keys.

import { attempt } from "./attempt.js";
import { Details } from "./details.js";
import { $, el, plural, say } from "./dom.js";
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
import { nameOf, store } from "./store.js";
import { ask, letterPath, listen, tell } from "./talk.js";
import { Wording } from "./wording.js";

const WAIT = 150;

let revision = 0;
let asked = 0;
let campaignAsked = 0;
const { drafts } = store;
// While the page is about to move the cursor somewhere, no key is a command.
let moving = 0;

const list = new RecipientList(choose);
const view = new LetterView(openPlace);
const details = new Details({ saved: changed, drafted: () => list.mark(), tailor, untailor, openTemplate, openPlace, choose });
const editor = new Editor({ saved: (undo) => changed(undo), closed: () => toPane("letter") });
const looked = new Looked(view, list);
const sentence = new Sentence(view, { saved: changed, elsewhere });
const saved = (undo, words = "Saved.") => {
  setUndo(undo);
  say(words, { words: "Undo", act: undoLast });
};
const post = new Post(saved);
const sender = new SenderForm(saved);
const statement = new Statement(saved);
const readers = new Readers(saved);
const wording = new Wording(saved, (kind) => list.first(kind));
const places = new Places({
  letters: (id) => {
    if (store.recipients.has(id)) choose(id);
    else if (store.open) places.note("letters", store.open);
  },
  statement: () => statement.arrive(),
  wording: () => wording.arrive(),
  readers: (id) => readers.arrive(id),
  post: () => post.arrive(),
});
const likeness = new Likeness(() => (list.mark(), details.drawFigures()), choose);

/** Open a letter. */
function choose(id, pane = "letter") {
  if (id !== store.open) {
    const { cells } = store.recipients.get(id);
    [store.open, store.letter] = [id, { id, cells: { ...cells }, uneditable: store.campaign.uneditable }];
    sentence.close();
    looked.show();
    if (document.body.dataset.place === "letters") places.note("letters", id);
    list.select(id);
    $("whose").textContent = nameOf(id);
    details.begin();
    setTimeout(() => store.open === id && view.waits(id) && view.blank(), WAIT);
    fetchLetter();
  }
  if (pane) toPane(pane);
}

/** Fetch the open letter as its files are now; an answer that is overtaken by a later one is dropped. */
async function fetchLetter() {
  const id = store.open;
  if (!id) return;
  const turn = ++asked;
  // That the program does not answer is told above.
  const refused = ({ status, problems }) => status && turn === asked && view.fail(id, problems);
  const letter = await attempt(() => ask(letterPath(id)), { refused });
  if (turn !== asked) return;
  if (letter) {
    store.letter = letter;
    const shown = view.show(letter);
    details.show();
    editor.mark();
    await shown;
  }
  looked.show();
}

async function fetchCampaign() {
  const turn = ++campaignAsked;
  list.ask();
  const campaign = await attempt(() => ask("campaign"), { refused: () => null });
  if (!campaign || turn !== campaignAsked) return;
  store.campaign = campaign;
  store.recipients = new Map(campaign.recipients.map((recipient) => [recipient.id, recipient]));
  document.title = campaign.title ? `Letters: ${campaign.title}` : "Letters";
  $("title").textContent = campaign.title || "Letters";
  sender.mark(campaign.specimen ?? true);
  setUndo(campaign.undo);
  drafts.open(campaign.key);
  document.body.classList.toggle("begun", !campaign.recipients.length);
  list.show();
  looked.show();
  // An open letter says itself what stops all letters.
  const told = [...(campaign.recipients.length ? [] : campaign.stopped), ...campaign.problems];
  setNotice("next", nextStep(told));
  const errors = toMend(told).filter(({ severity }) => severity === "error");
  setNotice("errors", noticeOf(errors, `${plural(errors.length, "thing")} to mend: some letters cannot be printed until then`, openPlace));
  const warnings = told.filter(({ severity }) => severity !== "error");
  setNotice("warnings", noticeOf(warnings, `${plural(warnings.length, "thing")} to look at in the list and the settings`, openPlace));
  if (!store.recipients.has(store.open)) store.open = store.letter = null;
  if (!store.open && campaign.recipients.length) {
    const [place, wanted] = places.here;
    const known = place === "letters" && store.recipients.has(wanted);
    choose(known ? wanted : campaign.recipients[0].id, null);
  }
  likeness.ask(campaign.revision);
}

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
  const before = new Map([...store.recipients].map(([id, { cells }]) => [id, id === store.open ? { ...store.letter.cells } : cells]));
  const answer = await attempt(() => tell("POST", "undo"));
  if (!answer) return fetchCampaign();
  const now = await attempt(() => ask("campaign"), { refused: () => null });
  for (const { id, cells } of now?.recipients ?? []) if (before.has(id)) details.undone(id, before.get(id), cells);
  setUndo(answer.undo);
  say(`Undone: ${answer.undone}.`);
  await refresh();
}

async function tailor() {
  if (!store.open) return;
  moving += 1;
  const template = await attempt(() => tell("POST", `${letterPath(store.open)}/template`));
  if (template) {
    setUndo(template.undo);
    await editor.open(template);
    toPane("editor");
    await refresh();
  }
  moving -= 1;
}

async function untailor() {
  const answer = await attempt(() => tell("DELETE", `${letterPath(store.open)}/template`));
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
  $("note").focus();
}

/** Words of the letter that are no part of it: where they are changed. */
function elsewhere(words, personal) {
  const { salutation, envelope_lines, calls } = store.letter;
  if (personal) writeParagraph();
  else if (letters(words) === letters(salutation)) (toPane("details"), $("address_as").focus());
  else if (envelope_lines.some((line) => letters(words).includes(letters(line)))) location.hash = `#/readers/${encodeURIComponent(store.open)}`;
  else if (calls.some((call) => letters(words).includes(letters(call.words)))) location.hash = "#/statement";
  else if (store.letter.tailored) openTemplate(store.letter.template);
  else sender.open();
}

async function openTemplate(name, line = null) {
  if (await attempt(async () => (await editor.load(name, line), true))) toPane("editor");
}

/** Where a problem of a template is. */
function openPlace({ file, row }) {
  return openTemplate(file.replace(/^templates\//, ""), row);
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
    c: () => sentence.begin(store.open),
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
$("skip").addEventListener("click", (event) => {
  event.preventDefault();
  const { place } = document.body.dataset;
  if (place === "letters") writeParagraph();
  else $(place).focus();
});
$("open-keys").addEventListener("click", () => $("keys").showModal());
$("open-likeness").addEventListener("click", () => likeness.open());
window.addEventListener("beforeunload", (event) => {
  if (drafts.size || editor.dirty) event.preventDefault();
});

const LINE = {
  down: "The preview has stopped. What you have typed is kept here until whoever started it starts it again.",
  moved: "The preview was started again, under a new link. Open that one: what you have typed is there too.",
};

// What was told meanwhile is asked for.
document.addEventListener("visibilitychange", () => document.hidden && (revision = -1));
document.body.dataset.place = places.here[0];
await fetchCampaign();
// Whoever begins is led to the first step.
const step = $("notice").querySelector(".next a");
if (step && !location.hash) history.replaceState(null, "", step.hash);
places.show();
listen(
  (message) => {
    if (message.post) post.told(message.post);
    if (message.marks) {
      Object.assign(store.campaign, { looked_over: message.looked_over, of: message.of });
      list.setFound(message.marks);
      looked.show();
    }
    if (!message.revision || message.revision === revision) return;
    if (revision) refresh();
    revision = message.revision;
  },
  (line) => setNotice("line", LINE[line] ? el("p", {}, LINE[line]) : null),
);
