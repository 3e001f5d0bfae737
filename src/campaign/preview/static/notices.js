// What concerns the whole campaign, told above whatever place is open.

import { $, el, problemList } from "./dom.js";

const notices = new Map();
const ORDER = ["line", "next", "errors", "warnings"];

/** Show or take away one of the notices; one that says the same stays, however far it is opened. */
export function setNotice(name, content) {
  const old = notices.get(name);
  if (old?.said === content?.textContent) return;
  if (old?.content.open) content?.setAttribute("open", "");
  if (content) notices.set(name, { content, said: content.textContent });
  else notices.delete(name);
  $("notice").replaceChildren(...ORDER.filter((one) => notices.has(one)).map((one) => notices.get(one).content));
  $("notice").hidden = notices.size === 0;
  // Nothing is wrong with a campaign that is only begun, and little where there is something to look at.
  $("notice").classList.toggle("calm", [...notices.keys()].every((one) => one === "next"));
  $("notice").classList.toggle("mild", !notices.has("errors") && !notices.has("line"));
}

/** Return problems as a notice that opens, or nothing where there are none. */
export function noticeOf(problems, words, open) {
  if (!problems.length) return null;
  const inList = problems.some(({ file }) => /recipients\.\w+$/.test(file));
  const inForm = problems.some(({ code }) => code === "placeholder");
  return el(
    "details",
    {},
    el("summary", {}, problems.length === 1 ? problems[0].message : words),
    problemList(problems, open),
    inList && el("p", {}, el("a", { href: "#/readers" }, "Open the list to mend its rows")),
    inForm && el("p", {}, el("button", { type: "button", class: "link", onclick: () => $("specimen").click() }, "Open the form of who signs")),
  );
}

/** What a campaign without statement or list lacks is no fault, but the next step. */
const STEPS = [
  ["no-statement", "A new campaign. First: ", "#/statement", "put in the statement that your group has published"],
  ["no-list", "Next: ", "#/readers", "bring in the list of those you write to"],
  ["no-recipients", "Next: ", "#/readers", "bring in the list of those you write to"],
];

const step = (problems) => STEPS.find(([wanted]) => problems.some(({ code }) => code === wanted));

/** Return the next step of a campaign that is only begun, or nothing. */
export function nextStep(problems) {
  const found = step(problems);
  return found ? el("p", { class: "next" }, found[1], el("a", { href: found[2] }, found[3])) : null;
}

/** The problems without those that the next step takes away. */
export function toMend(problems) {
  const found = step(problems);
  const gone = found?.[0] === "no-statement" ? ["no-statement", "missing-setting", "no-list", "no-recipients"] : [found?.[0]];
  return problems.filter(({ code }) => !gone.includes(code));
}
