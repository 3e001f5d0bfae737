// A list of readers brought in from a file, with what is made of each of its columns.

import { $, el, fileButton, plural, problemList } from "./dom.js";
import { send } from "./talk.js";

const WORDS = { added: "added", updated: "changed", left: "marked as left", returned: "back again" };

/** A button that takes a file, also one that is dropped on it; `done` is called after an import. */
export function bringing(known, done) {
  return fileButton("list-file", "Import a list…", ".csv,.tsv,.txt,.xlsx,.xls,.xlsm,.ods,.json", (file) => file && new Bringing(file, known, done).look());
}

class Bringing {
  constructor(file, known, done) {
    this.file = file;
    this.known = known;
    this.done = done;
    this.mapped = new Map();
  }

  async look(write = false) {
    const query = new URLSearchParams({ name: this.file.name, write: write ? "1" : "0" });
    for (const [heading, column] of this.mapped) query.append("map", `${heading}=${column}`);
    try {
      const found = await send("PUT", `readers/import?${query}`, this.file);
      if (write) {
        $("bringing").close();
        await this.done(found.undo, found.backup ? `Brought in. The list from before is kept as ${found.backup}.` : "Brought in.");
      } else this.show(found);
    } catch (refusal) {
      this.show({ people: 0, columns: [], changes: [], changed: 0, unchanged: 0, problems: refusal.problems ?? [], refused: true });
    }
  }

  show({ people, columns, changes, changed, unchanged, problems, refused }) {
    const dialog = $("bringing");
    const some = problems.some(({ severity }) => severity === "error");
    const row = ({ letter, heading, use, read }) => {
      const choice = el("select", { disabled: !heading, "aria-label": `What “${heading}” holds` }, el("option", { value: "" }, use), this.known.map((name) => el("option", { value: name, selected: this.mapped.get(heading) === name }, name)));
      choice.addEventListener("change", () => {
        if (choice.value) this.mapped.set(heading, choice.value);
        else this.mapped.delete(heading);
        this.look();
      });
      return el("tr", { class: read ? "" : "unused" }, el("td", {}, letter), el("td", {}, heading || "(no heading)"), el("td", {}, choice));
    };
    const told = Object.entries(WORDS).map(([what, words]) => [changes.filter((change) => change.what === what).length, words]);
    const counts = changed > changes.length ? `${plural(changed, "change")}` : told.filter(([count]) => count).map(([count, words]) => `${count} ${words}`).join(", ");
    dialog.replaceChildren(
      el("h2", { id: "bringing-title" }, this.file.name),
      !refused && el("p", {}, `${plural(people, "reader")}: ${[counts, unchanged && `${unchanged} as they are`].filter(Boolean).join(", ") || "nothing new"}. Notes and templates are kept, and the list from before beside the new one.`),
      problemList(problems),
      columns.length > 0 && el("h3", {}, "What is made of its columns"),
      columns.length > 0 && el("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": "Columns" }, el("table", {}, el("tbody", {}, columns.map(row)))),
      changes.length > 0 && el("details", {}, el("summary", {}, "Who"), el("ul", { class: "plain" }, changes.map(({ what, whom }) => el("li", {}, `${whom}: ${WORDS[what]}`)))),
      el("form", { method: "dialog", class: "row" }, !refused && people > 0 && el("button", { type: "button", class: "main", onclick: () => this.look(true) }, some ? "Bring in those that can be read" : "Bring them in"), el("button", { class: "quiet" }, "Cancel")),
    );
    if (!dialog.open) dialog.showModal();
  }
}
