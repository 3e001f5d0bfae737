// The readers as a table, in the order of the list, what is wrong with a row beside it.

import { el, plural, problemList } from "./dom.js";
import { Place } from "./place.js";

const KINDS = { mp: "MP", peer: "Peer", minister: "Minister", embassy: "Embassy", other: "Other" };
const HEADINGS = { name: "Name", role: "Office", organisation: "Organisation", constituency: "Constituency", party: "Party", address_as: "Address as" };

export class Readers extends Place {
  constructor(saved) {
    super("readers", "Readers", saved);
    this.search = "";
    this.only = false;
  }

  show({ list, columns, rows, uneditable }) {
    const wrong = rows.filter(({ problems }) => problems.length);
    const bad = rows.filter(({ id }) => !id).length;
    const search = el("input", { type: "search", id: "find-reader", placeholder: "Search", "aria-label": "Search the list", autocomplete: "off" });
    const only = el("input", { type: "checkbox", id: "only-wrong" });
    [search.value, only.checked] = [this.search, this.only];
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
    this.element.replaceChildren(
      el("h2", {}, "Readers"),
      el("p", { class: "lead" }, `${plural(rows.length - bad, "letter")} from ${list}. ${uneditable || "Change the list in any program that can: what is saved shows here at once."}`),
      bad > 0 ? el("p", { class: "lead bad" }, `${plural(bad, "row")} cannot be read, and ${bad === 1 ? "has" : "have"} no letter.`) : "",
      el("div", { class: "row sift" }, search, el("label", { class: "tick" }, only, ` Only rows with problems (${wrong.length.toLocaleString("en-GB")})`)),
      el(
        "div",
        { class: "sheet", tabindex: "0", role: "region", "aria-label": "The list" },
        el(
          "table",
          {},
          el("thead", {}, el("tr", {}, ["Row", "Kind", ...columns.map((column) => HEADINGS[column]), "Postal address"].map((words) => el("th", { scope: "col" }, words)))),
          el("tbody", {}, body),
        ),
      ),
    );
    filter();
  }

  row({ row, id, kind, cells, address, problems }, columns) {
    const said = problems.length > 0 && problemList(problems.map((problem) => ({ ...problem, file: "", row: "" })));
    if (!id) return el("tr", { class: "unread" }, el("td", {}, row), el("td", { colspan: columns.length + 2 }, said));
    const first = columns.find((column) => cells[column]);
    const cell = (column) => el("td", {}, column === first ? el("a", { href: `#/letters/${encodeURIComponent(id)}` }, cells[column]) : cells[column], column === first && said);
    return el("tr", {}, el("td", {}, row), el("td", {}, KINDS[kind]), columns.map(cell), el("td", {}, address.filter(Boolean).join(", ")));
  }
}
