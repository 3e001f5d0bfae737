// To whom the open letter goes and why, and the words written for its reader alone.

import { attempt } from "./attempt.js";
import { resolve } from "./conflict.js";
import { $, el, percent, problemList } from "./dom.js";
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
  constructor(drafts, then) {
    this.drafts = drafts;
    this.then = then;
    this.letter = null;
    this.likeness = null;
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
      {
        class: "own",
        onsubmit: (event) => {
          event.preventDefault();
          this.save();
        },
      },
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
  begin(recipient, uneditable) {
    if (this.letter?.id === recipient.id) return;
    this.wrong.replaceChildren();
    $("details").scrollTop = 0;
    $("details").hidden = $("editor").hidden === false;
    this.fill({ id: recipient.id, cells: { ...recipient.cells }, uneditable });
  }

  show(letter) {
    this.fill(letter);
    this.drawProblems(letter);
    this.drawFacts(letter);
    this.drawCalls(letter);
    this.drawTemplate(letter);
    this.drawFigures();
  }

  fill(letter) {
    this.letter = letter;
    const draft = this.drafts.get(letter.id) ?? {};
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
    this.setMoved(moved);
    this.setButtons();
  }

  setMoved(moved) {
    this.moved.hidden = !moved;
    if (moved) this.moved.replaceChildren("The list was changed outside this page meanwhile. Saving will show both.");
  }

  setButtons() {
    const dirty = this.letter !== null && this.drafts.has(this.letter.id);
    this.button.disabled = !dirty;
    this.revert.hidden = !dirty;
  }

  typed(column) {
    const { letter } = this;
    if (!letter) return;
    const value = this[column].value;
    const was = this.drafts.get(letter.id)?.[column]?.was ?? letter.cells[column];
    this.setDraft(column, value === was ? null : { was, value });
    this.setButtons();
    this.then.drafted();
  }

  setDraft(column, words) {
    const draft = { ...this.drafts.get(this.letter.id) };
    if (words) draft[column] = words;
    else delete draft[column];
    if (Object.keys(draft).length) this.drafts.set(this.letter.id, draft);
    else this.drafts.delete(this.letter.id);
  }

  drop() {
    this.drafts.delete(this.letter.id);
    this.show(this.letter);
    this.then.drafted();
  }

  /** Save what was written for the open letter, one cell after the other. */
  async save() {
    const { letter } = this;
    const draft = letter && this.drafts.get(letter.id);
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
    const draft = { ...this.drafts.get(letter.id) };
    const open = this.letter?.id === letter.id;
    if (open && this[column].value !== value && draft[column]?.value !== this[column].value) {
      draft[column] = { was: value, value: this[column].value };
    } else delete draft[column];
    if (Object.keys(draft).length) this.drafts.set(letter.id, draft);
    else this.drafts.delete(letter.id);
  }

  drawProblems({ problems }) {
    this.problems.hidden = problems.length === 0;
    const open = (problem) => this.then.openTemplate(problem.file.replace(/^templates\//, ""), problem.row);
    this.problems.replaceChildren(
      el("h3", {}, problems.some((p) => p.severity === "error") ? "To mend before it prints" : "Worth a look"),
      problemList(problems, open),
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
    const groups = Map.groupBy ? Map.groupBy(calls, ({ addressee }) => addressee) : group(calls);
    this.calls.replaceChildren(
      el("h3", {}, "Calls it carries"),
      ...(calls.length ? [] : [el("p", { class: "hint" }, "None of the statement’s calls concern this reader.")]),
      ...[...groups].map(([addressee, those]) =>
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

  setLikeness(likeness) {
    this.likeness = likeness;
    this.drawFigures();
  }

  drawFigures() {
    const figures = this.letter && this.likeness?.letters[this.letter.id];
    this.figures.hidden = !figures;
    if (!figures) return;
    const meter = el("meter", { min: 0, max: 1, high: 0.8, optimum: 0, value: figures.shared, "aria-labelledby": "shared-words" });
    this.figures.replaceChildren(
      el("h3", {}, "Likeness"),
      el("p", { id: "shared-words" }, `${percent(figures.shared)} of its text stands in other letters too.`),
      meter,
      figures.nearest && el("p", { class: "hint" }, `${percent(figures.alike)} like `, el("button", { type: "button", class: "link", onclick: () => this.then.choose(figures.nearest) }, this.then.nameOf(figures.nearest))),
    );
  }

  focus() {
    this.note.focus();
  }
}

function group(calls) {
  const groups = new Map();
  for (const call of calls) groups.set(call.addressee, [...(groups.get(call.addressee) ?? []), call]);
  return groups;
}
