// The readers as a table, in the order of the list: rows changed and added where they stand.

import { attempt } from "./attempt.js";
import { bringing } from "./bringing.js";
import { $, el, plural, problemList, unplaced } from "./dom.js";
import { HEADINGS, KINDS, labelled, oneOf } from "./kinds.js";
import { toMend } from "./notices.js";
import { Place } from "./place.js";
import { store } from "./store.js";
import { ask } from "./talk.js";

const LONG = ["address", "note"];
const FIRST = ["kind", "name", "role", "organisation", "constituency", "party", "address", "address_1", "address_2", "address_3", "postcode", "address_as"];

export class Readers extends Place {
  constructor(saved) {
    super("readers", "Readers", saved);
    this.search = "";
    this.only = false;
    this.opened = null;
  }

  /** Come here, perhaps to the row of one reader. */
  async arrive(wanted = "") {
    await super.arrive();
    const row = wanted && this.found?.rows.find(({ id }) => id === wanted)?.row;
    if (row) this.edit(row);
  }

  /** While somebody is writing in a row, the table stays as it is. */
  get writing() {
    return this.opened;
  }

  show({ list, columns, rows: all, uneditable, stopped, known }) {
    // That nobody stands in a list that is only begun is no fault of a row.
    const rows = all.filter(({ problems }) => !problems.some(({ code }) => code === "no-recipients"));
    const wrong = rows.filter(({ problems }) => problems.length);
    const letters = rows.filter(({ id }) => id).length;
    // What is said of the row of headings costs no letter.
    const bad = rows.filter(({ id, problems }) => !id && problems.some(({ severity }) => severity === "error")).length;
    const search = el("input", { type: "search", id: "find-reader", placeholder: "Search", "aria-label": "Search the list", autocomplete: "off" });
    const only = el("input", { type: "checkbox", id: "only-wrong" });
    [search.value, only.checked] = [this.search, this.only];
    [this.columns, this.opened] = [columns, null];
    const body = rows.map((row) => this.row(row, columns));
    const filter = () => {
      this.search = search.value;
      this.only = only.checked;
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      rows.forEach((row, at) => {
        const seen = words.every((word) => body[at].textContent.toLowerCase().includes(word));
        body[at].hidden = !seen || (only.checked && !row.problems.length);
      });
    };
    search.addEventListener("input", filter);
    only.addEventListener("change", filter);
    const convert = async () => {
      await this.change("POST", "convert", {}, { told: ({ backup }) => `The list is data/recipients.csv now. The spreadsheet is kept as ${backup}.` });
    };
    const editing = uneditable
      ? el("button", { type: "button", id: "convert", class: "main", onclick: convert }, "Make it a CSV, to change it here")
      : list && el("button", { type: "button", id: "add-reader", class: rows.length ? "" : "main", onclick: () => this.edit(0) }, "Add a reader");
    this.element.replaceChildren(
      el("h2", {}, "Readers"),
      el("p", { class: "lead" }, !list ? "There is no list that could be read yet." : !rows.length ? "Add those you write to one by one, or bring in a list that you have." : `${plural(letters, "letter")} from ${list}. ${uneditable || "Press on a row to change it; all else in the file stays as it is."}`),
      problemList(toMend(stopped)),
      bad > 0 ? el("p", { class: "lead bad" }, `${plural(bad, "row")} cannot be read, and ${bad === 1 ? "has" : "have"} no letter.`) : "",
      el("div", { class: "row sift" }, editing, bringing(known, (undo, words) => (this.saved(undo, words), super.arrive()))),
      rows.length ? el("div", { class: "row sift" }, search, el("label", { class: "tick" }, only, ` Only rows with problems (${wrong.length.toLocaleString("en-GB")})`)) : "",
      (this.adding = el("div", {})),
      rows.length ? el(
        "div",
        { class: "sheet", tabindex: "0", role: "region", "aria-label": "The list" },
        el(
          "table",
          {},
          el("thead", {}, el("tr", {}, ["Row", "Kind", ...columns.map((column) => HEADINGS[column]), "Postal address"].map((words) => el("th", { scope: "col" }, words)))),
          el("tbody", {}, body),
        ),
      ) : "",
    );
    filter();
  }

  row({ row, id, kind, cells, address, problems }, columns) {
    const said = problems.length > 0 && problemList(ofRow(problems));
    const number = el("td", {}, el("button", { type: "button", class: "link", id: `row-${row}`, "aria-label": `Change row ${row}`, onclick: () => this.edit(row) }, row), id && store.drafts.has(draftOf(id)) && el("small", { class: "moved" }, "not saved"));
    const press = (event) => event.target.closest("a, button, input, textarea, form") || getSelection().toString() || this.edit(row);
    if (!id) return el("tr", { class: problems.some(({ severity }) => severity === "error") ? "unread" : "", "data-row": row, onclick: press }, number, el("td", { colspan: columns.length + 2 }, cells, said));
    const first = columns.find((column) => cells[column]);
    const cell = (column) => el("td", {}, column === first ? el("a", { href: `#/letters/${encodeURIComponent(id)}` }, cells[column]) : cells[column], column === first && said);
    return el("tr", { "data-row": row, onclick: press }, number, el("td", {}, oneOf(kind)), columns.map(cell), el("td", {}, address.filter(Boolean).join(", ")));
  }

  /** Open a row to change it where it stands, or an empty one. */
  async edit(number) {
    if (this.found.uneditable) return;
    this.shut();
    const found = await attempt(() => ask(`readers/rows/${number}`));
    if (!found) return;
    const form = this.form(found);
    const place = number && this.element.querySelector(`tr[data-row="${number}"]`);
    if (place) place.after((this.opened = el("tr", { class: "opened" }, el("td", { colspan: this.columns.length + 3 }, form))));
    else this.adding.replaceChildren((this.opened = el("div", { class: "card" }, el("h3", {}, "A new reader"), form)));
    this.opened.scrollIntoView({ block: "nearest" });
    form.querySelector("input, textarea, select").focus();
  }

  shut() {
    this.opened?.remove();
    this.opened = null;
  }

  form({ row, header, columns, cells, version, problems }) {
    const own = row > 0 && !header;
    // A row that cannot be read has no name by which it would be known again.
    const { id } = this.found.rows.find((one) => one.row === row) ?? {};
    const key = draftOf(row && (id || `${row} ${version.slice(0, 12)}`));
    const draft = store.drafts.get(key) ?? {};
    const controls = columns.map(({ heading, name, hint }, place) => {
      const long = LONG.includes(name) || cells[place].includes("\n");
      const id = `cell-${row}-${place}`;
      const attributes = { id, title: hint, autocomplete: "off", "aria-describedby": `${id}-wrong` };
      const control = long ? el("textarea", { ...attributes, rows: 3 }) : name === "kind" && !header ? choice(attributes, cells[place]) : el("input", attributes);
      control.value = draft[place] ?? cells[place];
      const wrong = problems.filter(({ column }) => column && column === name);
      return { place, name, control, field: el("div", { class: long ? "long" : "" }, el("label", { for: id }, labelled(heading, place)), control, el("small", { class: "bad", id: `${id}-wrong` }, ofRow(wrong).map(({ message, hint }) => `${message} ${hint}`).join(" "))) };
    });
    const changed = () => Object.fromEntries(controls.filter(({ place, control }) => control.value !== cells[place]).map(({ place, control }) => [place, control.value]));
    const rank = ({ name }) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
    const fields = controls.filter(({ name, control }) => rank({ name }) < FIRST.length || control.value).sort((one, other) => rank(one) - rank(other));
    const rest = controls.filter((control) => !fields.includes(control));
    const wrong = el("div", { class: "wrong", role: "alert" }, problemList(ofRow(problems.filter(({ column }) => !controls.some(({ name }) => name === column)))));
    const save = el("button", { type: "submit", class: "main", disabled: true }, row ? "Save" : "Add");
    const typed = () => {
      const now = changed();
      save.disabled = Object.keys(now).length === 0;
      if (save.disabled) store.drafts.delete(key);
      else store.drafts.set(key, now);
    };
    const told = (cells) => Object.keys(changed()).map((place) => `${labelled(columns[place].heading, Number(place))}: ${cells[place]}`).join("\n");
    const here = () => (id ? this.found.rows.find((one) => one.id === id)?.row : row);
    const theirs = async () => {
      const now = here() && (await attempt(() => ask(`readers/rows/${here()}`)));
      return now ? told(now.cells) : null;
    };
    const again = () => this.edit(here() ?? 0);
    const write = async () => {
      const wanted = changed();
      if (!(await this.change("PUT", `rows/${row}`, { cells: wanted, version }, { wrong, mine: told(wanted), file: "The list", theirs, again }))) return;
      store.drafts.delete(key);
      this.shut();
      const now = this.found.rows.find((one) => one.row === this.found.row);
      if (now?.problems.some(({ severity }) => severity === "error")) this.edit(this.found.row);
      else $(`row-${this.found.row}`)?.focus();
    };
    const remove = async () => {
      const gone = await this.change("DELETE", `rows/${row}`, { version }, { wrong, file: "The list", theirs, again, told: () => "The row is taken out." });
      if (gone) store.drafts.delete(key);
    };
    save.disabled = Object.keys(changed()).length === 0;
    return el(
      "form",
      { class: "reader", oninput: typed, onsubmit: (event) => (event.preventDefault(), write()), onkeydown: (event) => event.key === "Escape" && this.shut() },
      el("div", { class: "fields" }, fields.map(({ field }) => field)),
      rest.length > 0 && el("details", {}, el("summary", {}, `${plural(rest.length, "more column")}`), el("div", { class: "fields" }, rest.map(({ field }) => field))),
      wrong,
      el("div", { class: "row" }, save, el("button", { type: "button", class: "quiet", onclick: () => (store.drafts.delete(key), this.shut()) }, "Cancel"), own && el("span", { class: "grow" }), own && el("button", { type: "button", class: "quiet", onclick: remove }, "Take this row out")),
    );
  }
}

const draftOf = (id) => `row ${id}`;

/** The kinds of reader, and whatever else the list has there. */
const choice = (attributes, now) => el("select", attributes, [...new Set([now, ...Object.keys(KINDS)])].map((kind) => el("option", { value: kind }, oneOf(kind))));

/** Problems as they stand beside their row. */
const ofRow = (problems) => unplaced(problems).map((problem) => ({ ...problem, message: problem.message.replace(/^Row \d+: (.)/, (_, first) => first.toUpperCase()) }));
