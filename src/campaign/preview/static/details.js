// To whom the open letter goes and why, and the words written for its reader alone.

import { attempt } from "./attempt.js";
import { resolve } from "./conflict.js";
import { $, el, percent, problemList } from "./dom.js";
import { nameOf, store } from "./store.js";
import { letterPath, tell } from "./talk.js";

const CELLS = { note: "personal paragraph", address_as: "form of address" };
const STANDINGS = {
  member: "",
  government: "Holds a government post: asked to raise it with colleagues",
  speaker: "Presides over the House: asked for nothing that takes a side",
  abstaining: "Does not take the seat: asked for nothing in the Chamber",
  officer: "Officer of the issuing group: thanked, not lobbied",
};

export class Details {
  /** `then` holds what the page does when words are saved, drafted, or a template is wanted. */
  constructor(then) {
    this.then = then;
    this.build();
  }

  build() {
    this.note = el("textarea", { id: "note", rows: 6, maxlength: 4000, spellcheck: "true", "aria-describedby": "note-hint" });
    this.address_as = el("input", { id: "address_as", maxlength: 200, autocomplete: "off" });
    this.refused = el("p", { class: "hint", hidden: true });
    this.wrong = el("div", { class: "wrong", role: "alert" });
    this.moved = el("p", { class: "moved", role: "status", hidden: true });
    this.button = el("button", { type: "submit", class: "main", disabled: true }, "Save");
    this.revert = el("button", { type: "button", class: "quiet", hidden: true, onclick: () => this.drop() }, "Discard");
    for (const column of Object.keys(CELLS)) this[column].addEventListener("input", () => this.typed(column));
    const form = el(
      "form",
      { class: "own", onsubmit: (event) => (event.preventDefault(), this.save()) },
      el("label", { for: "note" }, "Personal paragraph"),
      this.note,
      el("p", { class: "hint", id: "note-hint" }, "Printed in this letter alone: why you write to this reader."),
      el("label", { for: "address_as" }, "Address as"),
      this.address_as,
      el("p", { class: "hint" }, "What follows “Dear”; leave it empty to follow the rule."),
      this.refused,
      this.wrong,
      this.moved,
      el("div", { class: "row" }, this.button, this.revert),
    );
    this.problems = el("section", { class: "faults", "aria-label": "Problems", hidden: true });
    this.facts = el("section", { class: "facts" });
    this.calls = el("section", { class: "calls" });
    this.template = el("section", { class: "template" });
    this.figures = el("section", { class: "figures" });
    $("details").append(this.problems, form, this.facts, this.calls, this.template, this.figures);
  }

  /** Another letter was chosen: one can write at once, with the cells as the list has them. */
  begin() {
    this.wrong.replaceChildren();
    $("details").scrollTop = 0;
    $("details").hidden = $("editor").hidden === false;
    this.fill();
  }

  show() {
    const { letter } = store;
    this.fill();
    this.drawProblems(letter);
    this.drawFacts(letter);
    this.drawCalls(letter);
    this.drawTemplate(letter);
    this.drawFigures();
  }

  fill() {
    const { letter } = store;
    const draft = store.drafts.get(letter.id) ?? {};
    let moved = false;
    for (const [column, now] of Object.entries(letter.cells)) {
      const own = draft[column];
      if (own && own.value === now) this.setDraft(column, null);
      else if (own && own.was !== now) moved = true;
      const value = own?.value ?? now;
      // Setting a value moves the cursor, even to the same words.
      if (this[column].value !== value) this[column].value = value;
      this[column].disabled = Boolean(letter.uneditable);
    }
    this.refused.textContent = letter.uneditable;
    this.refused.hidden = !letter.uneditable;
    this.moved.hidden = !moved;
    if (moved) this.moved.replaceChildren("The list was changed outside this page meanwhile. Saving will show both.");
    this.setButtons();
  }

  setButtons() {
    const dirty = store.drafts.has(store.open);
    this.button.disabled = !dirty;
    this.revert.hidden = !dirty;
  }

  typed(column) {
    const { letter } = store;
    if (!letter) return;
    const value = this[column].value;
    const was = store.drafts.get(letter.id)?.[column]?.was ?? letter.cells[column];
    this.setDraft(column, value === was ? null : { was, value });
    this.setButtons();
    this.then.drafted();
  }

  setDraft(column, words) {
    keep(store.open, { ...store.drafts.get(store.open), [column]: words });
  }

  drop() {
    store.drafts.delete(store.open);
    this.fill();
    this.then.drafted();
  }

  /** Save what was written for the open letter, one cell after the other. */
  async save() {
    const { letter } = store;
    const draft = letter && store.drafts.get(letter.id);
    if (!draft) return;
    this.button.disabled = true;
    let undo = null;
    const words = draft.note?.value ?? "";
    for (const [column, words] of Object.entries(draft)) {
      undo = (await this.saveCell(letter, column, words)) ?? undo;
    }
    this.setButtons();
    this.then.drafted();
    if (undo) await this.then.saved(undo, words);
  }

  /** Save one cell; return what can then be undone, or null where nothing was saved. */
  async saveCell(letter, column, { value, was }) {
    let undo = null;
    const conflict = async (theirs) => {
      const keep = await resolve(`The ${CELLS[column]} was changed elsewhere`, value, theirs);
      if (keep === "mine") undo = await this.saveCell(letter, column, { value, was: theirs });
      if (keep === "theirs") {
        this.settle(letter, column, theirs);
        await this.then.saved("");
      }
    };
    const path = `${letterPath(letter.id)}/cells/${column}`;
    const answer = await attempt(() => tell("PUT", path, { value, was }), { wrong: this.wrong, conflict });
    if (!answer) return undo;
    this.settle(letter, column, value);
    return answer.undo;
  }

  /** The file now holds these words: what was typed since then stays a draft. */
  settle(letter, column, value) {
    letter.cells[column] = value;
    const draft = store.drafts.get(letter.id) ?? {};
    const later = store.open === letter.id && this[column].value !== value && draft[column]?.value !== this[column].value;
    keep(letter.id, { ...draft, [column]: later && { was: value, value: this[column].value } });
  }

  /** What was undone here is no other's change: words not yet saved stand on what the list has now. */
  undone(id, before, now) {
    const draft = Object.entries(store.drafts.get(id) ?? {});
    keep(id, Object.fromEntries(draft.map(([column, own]) => [column, own.was === before[column] ? { ...own, was: now[column] } : own])));
    if (id !== store.open) return;
    store.letter.cells = { ...now };
    this.fill();
  }

  drawProblems({ problems }) {
    this.problems.hidden = problems.length === 0;
    this.problems.replaceChildren(
      el("h3", {}, problems.some((p) => p.severity === "error") ? "To mend before it prints" : "Worth a look"),
      problemList(problems, this.then.openPlace),
    );
  }

  drawFacts(letter) {
    const [name, ...rest] = letter.envelope_lines;
    this.facts.replaceChildren(
      el("h3", {}, "To"),
      el("address", {}, el("b", {}, name), ...rest.map((line) => el("span", {}, line))),
      el(
        "dl",
        {},
        el("dt", {}, "Salutation"),
        el("dd", {}, letter.salutation, el("small", {}, letter.rule)),
        el("dt", {}, "Close"),
        el("dd", {}, letter.complimentary_close),
        STANDINGS[letter.standing] && [el("dt", {}, "Standing"), el("dd", {}, STANDINGS[letter.standing])],
        el("dt", {}, "Row"),
        el("dd", {}, `${letter.row} of ${letter.list}`),
      ),
    );
  }

  drawCalls({ calls }) {
    const groups = Object.groupBy(calls, ({ addressee }) => addressee);
    this.calls.replaceChildren(
      el("h3", {}, "Calls it carries"),
      ...(calls.length ? [] : [el("p", { class: "hint" }, "None of the statement’s calls concern this reader.")]),
      ...Object.entries(groups).map(([addressee, those]) =>
        el(
          "details",
          { class: "call" },
          el("summary", {}, addressee, " ", el("small", {}, String(those.length))),
          el("ul", {}, those.map(({ words, verbatim, by }) => el("li", {}, verbatim ? `“${words}”` : words, by && el("small", {}, ` ${by}`)))),
        ),
      ),
    );
  }

  drawTemplate({ template, tailored }) {
    const open = () => this.then.openTemplate(template);
    this.template.replaceChildren(
      el("h3", {}, "Template"),
      el("p", {}, el("code", {}, template), tailored && el("small", {}, " for this letter alone")),
      el(
        "div",
        { class: "row" },
        tailored
          ? el("button", { type: "button", onclick: open }, "Edit its template")
          : el("button", { type: "button", onclick: () => this.then.tailor() }, "Tailor this letter"),
        tailored
          ? el("button", { type: "button", class: "quiet", onclick: () => this.then.untailor() }, "Back to the usual words")
          : el("button", { type: "button", class: "quiet", onclick: open }, "Edit for all"),
      ),
    );
  }

  drawFigures() {
    const figures = store.likeness?.letters[store.open];
    this.figures.hidden = !figures;
    if (!figures) return;
    const meter = el("meter", { min: 0, max: 1, high: 0.8, optimum: 0, value: figures.shared, "aria-labelledby": "shared-words" });
    this.figures.replaceChildren(
      el("h3", {}, "Likeness"),
      el("p", { id: "shared-words" }, `${percent(figures.shared)} of its text stands in other letters too.`),
      meter,
      !figures.nearest ? "" : el("p", { class: "hint" }, `${percent(figures.alike)} like `, el("button", { type: "button", class: "link", onclick: () => this.then.choose(figures.nearest) }, nameOf(figures.nearest))),
    );
  }
}

/** Keep what is written in the cells of a letter, or nothing where it is as it was. */
function keep(id, draft) {
  const words = Object.entries(draft).filter(([, own]) => own);
  if (words.length) store.drafts.set(id, Object.fromEntries(words));
  else store.drafts.delete(id);
}
