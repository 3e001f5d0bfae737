// The page as a whole: which letter is open, what has changed, and the keys.

import { Details } from "./details.js";
import { $, el, problemList, say } from "./dom.js";
import { Editor } from "./editor.js";
import { LetterView } from "./letter.js";
import { Likeness } from "./likeness.js";
import { RecipientList } from "./list.js";
import { ask, letterPath, listen, Refusal, tell } from "./talk.js";

const WAIT = 150;
const MOST_TOLD = 20;

let revision = 0;
let open = null;
let asked = 0;
let campaignAsked = 0;
const drafts = new Map();

const list = new RecipientList(drafts, choose);
const view = new LetterView((problem) => openTemplate(problem.file.replace(/^templates\//, ""), problem.row));
const details = new Details(drafts, {
  saved: (undo) => changed(undo),
  drafted: () => list.mark(),
  tailor,
  openTemplate,
  choose,
  nameOf,
});
const editor = new Editor({ saved: (undo) => changed(undo), closed: () => toPane("letter") });
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
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
    list.select(id);
    $("whose").textContent = nameOf(id);
    details.begin(id);
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
  } catch (refusal) {
    if (turn !== asked || !(refusal instanceof Refusal)) return;
    view.fail(id, refusal.problems);
  }
}

async function fetchCampaign() {
  const turn = ++campaignAsked;
  const campaign = await ask("campaign");
  if (turn !== campaignAsked) return;
  document.title = campaign.title ? `Letters: ${campaign.title}` : "Letters";
  $("title").textContent = campaign.title || "Letters";
  $("specimen").hidden = !campaign.specimen;
  setUndo(campaign.undo);
  list.show(campaign.recipients);
  // An open letter says itself what stops all letters.
  const stopping = [
    ...(campaign.recipients.length ? [] : campaign.stopped),
    ...campaign.problems.filter(({ severity }) => severity === "error"),
  ];
  const rest = stopping.length - MOST_TOLD;
  setNotice("campaign", stopping.length ? problemList(stopping.slice(0, MOST_TOLD), openPlace) : null);
  setNotice("rest", rest > 0 ? el("p", {}, `… and ${rest} more: campaign check names them all.`) : null);
  if (open && !list.recipient(open)) open = null;
  if (!open && campaign.recipients.length) {
    const wanted = decodeURIComponent(location.hash.slice(1));
    choose(list.recipient(wanted) ? wanted : campaign.recipients[0].id, null);
  }
  likeness.ask(campaign.revision);
}

const openPlace = (problem) => openTemplate(problem.file.replace(/^templates\//, ""), problem.row);

/** After a change, ours or another's: the open letter first, for somebody is looking at it. */
async function refresh() {
  await Promise.all([fetchLetter(), editor.refresh()]);
  await fetchCampaign();
}

/** After a save from this page, which can be undone, or after another's words were taken. */
async function changed(undo) {
  if (undo) {
    setUndo(undo);
    say("Saved.", { words: "Undo", act: undoLast });
  }
  await refresh();
}

function setUndo(words) {
  $("undo").disabled = !words;
  $("undo").title = words ? `Undo: ${words}` : "";
}

async function undoLast() {
  try {
    const answer = await tell("POST", "undo");
    setUndo(answer.undo);
    say(`Undone: ${answer.undone}.`);
    await refresh();
  } catch (refusal) {
    say(`${refusal.message} ${refusal.problems?.[0]?.hint ?? ""}`);
    fetchCampaign();
  }
}

async function tailor() {
  if (!open) return;
  try {
    const template = await tell("POST", `${letterPath(open)}/template`);
    setUndo(template.undo);
    await editor.open(template);
    toPane("editor");
    await refresh();
  } catch (refusal) {
    say(refusal.message);
  }
}

async function openTemplate(name, line = null) {
  try {
    await editor.load(name, line);
    toPane("editor");
  } catch (refusal) {
    say(refusal.message);
  }
}

const notices = new Map();

/** Show or take away one of the notices above the panes. */
function setNotice(name, content) {
  if (content) notices.set(name, content);
  else notices.delete(name);
  const notice = $("notice");
  notice.replaceChildren(...notices.values());
  notice.hidden = notices.size === 0;
}

/** On a narrow screen one pane is seen at a time. */
function toPane(pane) {
  const seen = pane === "editor" ? "details" : pane;
  document.body.dataset.pane = seen;
  for (const tab of document.querySelectorAll(".tabs button")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.to === seen));
  }
}

const KEYS = {
  "/": () => (toPane("list"), $("search").select(), $("search").focus()),
  e: () => (editor.close(), toPane("details"), details.focus()),
  t: tailor,
  w: () => view.toggleWindow(),
  "+": () => view.zoomBy(1.2),
  "-": () => view.zoomBy(1 / 1.2),
  0: () => view.fit(),
  "?": () => $("keys").showModal(),
  ArrowDown: () => list.move(1),
  ArrowUp: () => list.move(-1),
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const save = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
  if (save) {
    event.preventDefault();
    if (editor.dirty) editor.save();
    else details.save();
    return;
  }
  const typing = event.target.closest("input, textarea, select, .editor");
  if (event.key === "Escape" && typing && !event.defaultPrevented) {
    if (typing.id === "search" && $("search").value) return;
    if (editor.holds(document.activeElement)) return $("desk").focus();
    toPane("list");
    $("recipients").focus();
    return;
  }
  const inSearch = event.target.id === "search" && event.key.startsWith("Arrow");
  const scrolling = event.target.closest(".desk, [role=group]") && event.key.startsWith("Arrow");
  if ((typing && !inSearch) || scrolling || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

for (const tab of document.querySelectorAll(".tabs button")) {
  tab.addEventListener("click", () => toPane(tab.dataset.to));
}
$("previous").addEventListener("click", () => list.move(-1));
$("next").addEventListener("click", () => list.move(1));
$("undo").addEventListener("click", undoLast);
$("open-keys").addEventListener("click", () => $("keys").showModal());
$("open-likeness").addEventListener("click", () => likeness.open());
window.addEventListener("beforeunload", (event) => {
  if (drafts.size || editor.dirty) event.preventDefault();
});

await fetchCampaign();
listen(
  (latest) => {
    if (latest !== revision && revision) refresh();
    revision = latest;
  },
  (reachable) =>
    setNotice(
      "line",
      reachable ? null : el("p", {}, "The preview has stopped. Start it again with: campaign preview. What you have typed is kept here."),
    ),
);
