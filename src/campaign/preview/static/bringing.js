// A list of readers brought in from a file, with what is made of each of its columns.

import { attempt } from "./attempt.js";
import { $, el, fileButton, fill, plural, problemList, redraw, unplaced } from "./dom.js";
import { labelled } from "./kinds.js";
import { send } from "./talk.js";

const FEW = 3;
// Whoever goes through the choices by keyboard passes others on the way.
const REST = 400;
const WORDS = { added: "added", updated: "changed", left: "marked as left", returned: "back again" };

/** A button that takes a file, also one that is dropped on it; `done` is called after an import. */
export function bringing(known, done) {
  return fileButton("list-file", "Import a list…", ".csv,.tsv,.txt,.xlsx,.xls,.xlsm,.ods,.json", (file) => new Bringing(file, known, done).look());
}

class Bringing {
  constructor(file, known, done) {
    this.file = file;
    this.known = known;
    this.done = done;
    this.mapped = new Map();
  }

  async look(write = false) {
    clearTimeout(this.waiting);
    const query = new URLSearchParams({ name: this.file.name, write: write ? "1" : "0" });
    for (const [heading, column] of this.mapped) query.append("map", `${heading}=${column}`);
    const refused = ({ problems }) => this.show({ people: 0, columns: [], changes: [], changed: 0, unchanged: 0, problems, refused: true });
    const found = await attempt(() => send("PUT", `readers/import?${query}`, this.file), { refused });
    if (!found) return;
    if (!write) return redraw($("bringing"), () => this.show(found));
    $("bringing").close();
    await this.done(found.undo, found.backup ? `Brought in. The list from before is kept as ${found.backup}.` : "Brought in.");
  }

  show({ people, columns, changes, changed, unchanged, problems, refused }) {
    const dialog = $("bringing");
    const wrong = problems.filter(({ severity }) => severity === "error").length;
    const row = ({ letter, heading, use, read }) => {
      const choice = el("select", { id: `column-${letter}`, disabled: !heading, "aria-label": `What “${heading}” holds` }, el("option", { value: "" }, this.known.includes(use) ? labelled(use) : use), this.known.map((name) => el("option", { value: name, selected: this.mapped.get(heading) === name }, labelled(name))));
      choice.addEventListener("change", () => {
        if (choice.value) this.mapped.set(heading, choice.value);
        else this.mapped.delete(heading);
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.look(), REST);
      });
      return el("tr", { class: read ? "" : "unused" }, el("td", {}, letter), el("td", {}, heading || "(no heading)"), el("td", {}, choice));
    };
    const told = Object.entries(WORDS).map(([what, words]) => [changes.filter((change) => change.what === what).length, words]);
    const counts = changed > changes.length ? `${plural(changed, "change")}` : told.filter(([count]) => count).map(([count, words]) => `${count} ${words}`).join(", ");
    fill(
      dialog,
      el("h2", { id: "bringing-title" }, this.file.name),
      !refused && el("p", {}, `${plural(people, "reader")}: ${[counts, unchanged && `${unchanged} as they are`].filter(Boolean).join(", ") || "nothing new"}. Notes and templates are kept, and the list from before beside the new one.`),
      columns.length > 0 && wrong > 0 && el("p", { class: "bad" }, `${plural(wrong, "thing")} to mend, told below the columns.`),
      columns.length > 0 && el("h3", {}, "What is made of its columns"),
      columns.length > 0 && el("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": "Columns" }, el("table", {}, el("tbody", {}, columns.map(row)))),
      problemList(unplaced(problems), null, FEW),
      changes.length > 0 && el("details", {}, el("summary", {}, "Who"), el("ul", { class: "plain" }, changes.map(({ what, whom }) => el("li", {}, `${whom}: ${WORDS[what]}`)))),
      el("form", { method: "dialog", class: "row" }, !refused && people > 0 && el("button", { type: "button", class: "main", onclick: () => this.look(true) }, wrong ? "Bring in those that can be read" : "Bring them in"), el("button", { class: "quiet" }, "Cancel")),
    );
    if (!dialog.open) dialog.showModal();
  }
}
