// The recipients: searching, filtering, choosing, and the marks of each.

import { $, el, fill, percent, plural, svg } from "./dom.js";
import { KINDS } from "./kinds.js";
import { store } from "./store.js";

const plain = (words) =>
  words
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

const ICONS = {
  note: "M3 12.5V15h2.5L14 6.5 11.5 4 3 12.5Z",
  tailored: "M4 2.5h6L14 6.5V15.5H4ZM10 2.5V6.5H14",
};

function icon(name, label) {
  return svg("svg", { viewBox: "0 0 18 18", class: `icon ${name}`, role: "img", "aria-label": label }, svg("path", { d: ICONS[name] }));
}

function dot({ errors, warnings }) {
  const [kind, words] = errors ? ["bad", plural(errors, "error")] : ["warn", plural(warnings, "warning")];
  return el("i", { class: `dot ${kind}`, hidden: !errors && !warnings, title: words }, el("span", { class: "unseen" }, words));
}

export class RecipientList {
  constructor(choose) {
    this.arrived = {};
    this.choose = choose;
    this.rows = new Map();
    this.kind = "";
    $("search").addEventListener("input", () => this.filter());
    $("search").addEventListener("keydown", (event) => {
      if (event.key === "Enter") $("recipients").focus();
    });
    for (const id of ["party", "state"]) $(id).addEventListener("change", () => this.filter());
    $("clear").addEventListener("click", () => this.clear());
    $("recipients").addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.choose(row.dataset.id);
    });
    $("recipients").addEventListener("keydown", (event) => {
      const steps = { Home: -Infinity, End: Infinity, PageUp: -10, PageDown: 10 };
      if (event.key in steps) {
        event.preventDefault();
        this.move(steps[event.key]);
      } else if (event.key === "Enter" && store.open) this.choose(store.open);
    });
  }

  /** The list is asked for: what is found of letters until it comes is newer than it. */
  ask() {
    this.arrived = {};
  }

  /** The first reader of a kind, or of all. */
  first(kind) {
    return [...store.recipients.values()].find((recipient) => !kind || recipient.kind === kind)?.id;
  }

  /** Draw the campaign's list; rows that are as they were stay. */
  show() {
    const before = this.rows;
    this.rows = new Map();
    for (const [id, recipient] of store.recipients) {
      const old = before.get(id);
      const kept = old && JSON.stringify(old.recipient) === JSON.stringify(recipient);
      this.rows.set(id, kept ? { ...old, recipient } : { recipient, words: plain(recipient.words), node: this.draw(recipient) });
    }
    const nodes = [...this.rows.values()].map(({ node }) => node);
    const { children } = $("recipients");
    if (nodes.length !== children.length || nodes.some((node, at) => node !== children[at])) $("recipients").replaceChildren(...nodes);
    this.setFound(this.arrived);
    this.drawFilters();
    this.mark();
    if (store.open) this.select(store.open, false);
  }

  draw(recipient) {
    return el(
      "li",
      { role: "option", id: `to-${recipient.id}`, "data-id": recipient.id, "aria-selected": "false" },
      el("span", { class: "who" }, el("b", {}, recipient.name), recipient.about && el("small", {}, recipient.about)),
      el(
        "span",
        { class: "marks" },
        el("i", { class: "draft" }),
        recipient.cells.note && icon("note", "has a personal paragraph"),
        recipient.tailored && icon("tailored", "has a template of its own"),
        seen(recipient),
        dot(recipient),
      ),
      el("span", { class: "alike" }),
    );
  }

  drawFilters() {
    const counts = new Map();
    for (const { kind } of store.recipients.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (this.kind && !counts.has(this.kind)) this.kind = "";
    const chip = (kind, words, count) =>
      el(
        "button",
        {
          type: "button",
          class: "chip",
          "aria-pressed": String(this.kind === kind),
          onclick: () => {
            this.kind = kind;
            this.drawFilters();
            this.filter();
          },
        },
        words,
        " ",
        el("small", {}, count.toLocaleString("en-GB")),
      );
    const kinds = Object.entries(KINDS).filter(([kind]) => counts.has(kind));
    $("kinds").replaceChildren(
      chip("", "All", store.recipients.size),
      ...kinds.map(([kind, [, words]]) => chip(kind, words, counts.get(kind))),
    );
    const parties = [...new Set([...store.recipients.values()].map(({ party }) => party).filter(Boolean))].sort();
    const chosen = $("party").value;
    $("party").replaceChildren(
      el("option", { value: "" }, "All parties"),
      ...parties.map((party) => el("option", { value: party, selected: party === chosen }, party)),
    );
    $("party").hidden = parties.length === 0;
  }

  /** Set the marks that change more often than the list: unsaved words, failed templates, likeness. */
  mark() {
    for (const { recipient, node } of this.rows.values()) {
      const figures = store.likeness?.letters[recipient.id];
      // Written only where it is so: a screen reader reads what is there.
      write(node.querySelector(".draft"), store.drafts.has(recipient.id) ? "not saved" : "");
      const alike = node.querySelector(".alike");
      write(alike, figures ? percent(figures.alike) : "");
      alike.title = figures ? `${percent(figures.alike)} like its nearest` : "";
      alike.classList.toggle("much", (figures?.alike ?? 0) >= 0.8);
    }
    this.filter();
  }

  /** Set what was found of letters that were looked over in the background. */
  setFound(marks) {
    Object.assign(this.arrived, marks);
    for (const [id, found] of Object.entries(marks)) {
      const row = this.rows.get(id);
      if (!row || Object.entries(found).every(([name, value]) => row.recipient[name] === value)) continue;
      Object.assign(row.recipient, found);
      row.node.querySelector(".dot").replaceWith(dot(row.recipient));
      row.node.querySelector(".seen").replaceWith(seen(row.recipient));
    }
    if ($("state").value) this.filter();
    else this.tally();
  }

  /** Say how many letters have problems, as far as they were looked over. */
  tally() {
    const all = [...store.recipients.values()];
    const { looked_over: done = 0, of = 0 } = store.campaign;
    const bad = all.filter(({ errors }) => errors).length;
    const warn = all.filter(({ errors, warnings }) => !errors && warnings).length;
    const looked = all.filter(({ looked }) => looked).length;
    const jump = (state, words) =>
      el("button", { type: "button", class: "link", onclick: () => (($("state").value = state), this.filter()) }, words);
    const waiting = done < of;
    fill(
      $("tally"),
      waiting && el("span", {}, `Looking them over: ${done.toLocaleString("en-GB")} of ${of.toLocaleString("en-GB")}`),
      bad > 0 && jump("errors", `${bad.toLocaleString("en-GB")} cannot be printed`),
      warn > 0 && jump("problems", `${warn.toLocaleString("en-GB")} worth a look`),
      looked > 0 && jump("unseen", `${looked.toLocaleString("en-GB")} of ${all.length.toLocaleString("en-GB")} looked at`),
      !waiting && !bad && !warn && all.length > 0 && el("span", { class: "good" }, "No problems in these letters"),
    );
  }

  filter() {
    const words = plain($("search").value).split(/\s+/).filter(Boolean);
    const party = $("party").value;
    const state = $("state").value;
    let shown = 0;
    for (const row of this.rows.values()) {
      const { recipient, node } = row;
      const states = {
        "": true,
        problems: recipient.errors + recipient.warnings > 0,
        errors: recipient.errors > 0,
        unseen: !recipient.looked,
        unmade: recipient.state !== "current",
        own: recipient.cells.note || recipient.tailored,
        plain: !recipient.cells.note && !recipient.tailored,
        draft: store.drafts.has(recipient.id),
      };
      node.hidden = !(
        (!this.kind || recipient.kind === this.kind) &&
        (!party || recipient.party === party) &&
        states[state] &&
        words.every((word) => row.words.includes(word))
      );
      shown += !node.hidden;
    }
    const all = store.recipients.size;
    $("count").textContent = shown === all ? plural(all, "letter") : `${shown.toLocaleString("en-GB")} of ${plural(all, "letter")}`;
    this.tally();
    $("none").hidden = shown > 0 || all === 0;
  }

  clear() {
    for (const id of ["search", "party", "state"]) $(id).value = "";
    this.kind = "";
    this.drawFilters();
    this.filter();
  }

  select(id, scroll = true) {
    $("recipients").querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    const node = this.rows.get(id)?.node;
    if (!node) return $("recipients").removeAttribute("aria-activedescendant");
    node.setAttribute("aria-selected", "true");
    $("recipients").setAttribute("aria-activedescendant", node.id);
    if (scroll) node.scrollIntoView({ block: "nearest" });
  }

  move(step) {
    const shown = [...this.rows.values()].filter(({ node }) => !node.hidden);
    if (!shown.length) return;
    const here = shown.findIndex(({ recipient }) => recipient.id === store.open);
    const there = Math.min(Math.max(here + step, 0), shown.length - 1);
    this.choose(shown[there].recipient.id, null);
  }
}

/** The mark of a letter that somebody has looked at as it is. */
const seen = ({ looked }) => el("i", { class: "seen" }, looked && [el("span", { "aria-hidden": "true" }, "✓"), el("span", { class: "unseen" }, "looked at")]);

/** Write words where others stand: the same ones anew would have the whole list laid out. */
const write = (element, words) => element.textContent === words || (element.textContent = words);
