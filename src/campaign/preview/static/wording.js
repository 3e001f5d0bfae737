// The campaign's own words by part of the letter and group of readers, with a letter beside them.

import { attempt } from "./attempt.js";
import { $, el, plural, problemList } from "./dom.js";
import { inFull, labelled } from "./kinds.js";
import { Place } from "./place.js";
import { nameOf, store } from "./store.js";
import { ask, letterPath } from "./talk.js";

export class Wording extends Place {
  /** `saved` is told what can be undone; `first` is the first reader of a kind. */
  constructor(saved, first) {
    super("wording", "Wording", saved);
    this.first = first;
    this.beside = "";
  }

  get writing() {
    const { activeElement } = document;
    return this.element.contains(activeElement) && activeElement.matches("textarea, input") ? activeElement : null;
  }

  /** While somebody is writing, the letter beside it follows alone. */
  refresh() {
    if (this.here && this.writing) this.look();
    else super.refresh();
  }

  show(found) {
    const cards = found.sections.map((section) => this.card(section));
    this.paper = el("figure", { class: "beside" });
    this.element.replaceChildren(
      el("h2", {}, "Wording"),
      el("p", { class: "lead" }, "What your letters say in your own words. Everything that stands here in no section has its usual words; of two sections for a reader, the one for the narrower group is printed."),
      el("div", { class: "two" }, el("div", { class: "cards" }, ...cards, this.adding(), this.facts()), this.paper),
    );
    const first = found.sections.find(({ readers }) => readers.length);
    this.look(this.beside || (first?.readers[0] ?? this.first("")));
  }

  card({ heading, title, text, readers }) {
    const draft = store.drafts.get(`words ${title}`);
    // What is only a note to yourselves is shown as what may stand there.
    const note = text.match(/^\s*<!--\s*([^]*?)\s*-->\s*$/)?.[1];
    const now = note === undefined ? text : "";
    const words = el("textarea", { id: `words-${heading}`, rows: rows(draft?.text ?? text), placeholder: note, "aria-label": `Words: ${title}`, spellcheck: "true" });
    words.value = draft?.text ?? now;
    const save = el("button", { type: "submit", id: `save-${heading}`, class: "main", disabled: !draft }, "Save");
    const wrong = el("div", { class: "wrong", role: "alert" });
    words.addEventListener("input", () => {
      const same = words.value === now;
      save.disabled = same;
      if (same) store.drafts.delete(`words ${title}`);
      else store.drafts.set(`words ${title}`, { text: words.value });
    });
    words.addEventListener("focus", () => {
      this.last = words;
      if (readers.length && !readers.includes(this.beside)) this.look(readers[0]);
    });
    const write = () => this.tell("PUT", heading, { title, text: words.value }, wrong, words.value, `words ${title}`);
    return el(
      "form",
      { class: "card", onsubmit: (event) => (event.preventDefault(), write()) },
      el("h3", {}, spoken(title)),
      this.whom(readers, note),
      words,
      wrong,
      el("div", { class: "row" }, save, el("button", { type: "button", class: "quiet", onclick: () => this.remove(heading, title, wrong) }, note === undefined ? "Back to the usual words" : "Leave this out")),
    );
  }

  whom(readers, note) {
    if (note !== undefined) return el("p", { class: "hint" }, "The usual words are printed until you write your own.");
    if (!readers.length) return el("p", { class: "hint" }, "Nobody on the list reads this: a section for a narrower group goes before it, or nobody fits.");
    return el(
      "details",
      {},
      el("summary", {}, `Read by ${plural(readers.length, "reader")}`),
      el("ul", { class: "readers" }, readers.map((id) => el("li", {}, el("a", { href: `#/letters/${encodeURIComponent(id)}` }, nameOf(id)), " ", el("button", { type: "button", class: "link", onclick: () => this.look(id) }, "show")))),
    );
  }

  adding() {
    const part = el("select", { id: "new-part" }, this.found.parts.map((name) => el("option", {}, name)));
    const kinds = this.found.kinds.map((kind) => el("option", { value: kind }, inFull(kind)));
    const group = el("select", { id: "new-group" }, el("option", { value: "" }, "Everybody"), kinds);
    const narrower = el("input", { id: "new-only", placeholder: "party=Labour", autocomplete: "off", "aria-describedby": "only-hint" });
    const words = el("textarea", { id: "new-words", rows: 5, "aria-describedby": "usual-hint" });
    const draft = store.drafts.get(NEW) ?? { part: part.value, group: "", only: "", text: "{usual}\n\n" };
    [part.value, group.value, narrower.value, words.value] = [draft.part, draft.group, draft.only, draft.text];
    const keep = () => store.drafts.set(NEW, { part: part.value, group: group.value, only: narrower.value, text: words.value });
    words.addEventListener("focus", () => (this.last = words));
    const usual = async () => {
      const id = this.first(group.value);
      const found = id && (await attempt(() => ask(`${letterPath(id)}/parts`), { wrong }));
      if (!found) return;
      words.value = found.parts.find((one) => one.part === part.value)?.usual || words.value;
      keep();
      words.focus();
      this.look(id);
    };
    const wrong = el("div", { class: "wrong", role: "alert" });
    const add = () => {
      const whom = [group.value, narrower.value.trim()].filter(Boolean).join(", ");
      const title = whom ? `${part.value} for ${whom}` : part.value;
      return this.tell("PUT", 0, { title, text: words.value }, wrong, words.value, NEW);
    };
    return el(
      "form",
      { class: "card", oninput: keep, onsubmit: (event) => (event.preventDefault(), add()) },
      el("h3", {}, "Add words"),
      el("div", { class: "fields" }, field("Part of the letter", part), field("For whom", group), field("Only those with", narrower)),
      el("p", { class: "hint", id: "only-hint" }, "A column of the list and its value; leave it empty for the whole group."),
      el("label", { for: "new-words" }, "Words"),
      words,
      el("p", { class: "hint", id: "usual-hint" }, "{usual} alone in a paragraph keeps the usual words there; {nothing} leaves the part out."),
      wrong,
      el("div", { class: "row" }, el("button", { type: "submit", id: "add-words", class: "main" }, "Add"), el("button", { type: "button", class: "quiet", onclick: usual }, "Start from the usual words")),
    );
  }

  facts() {
    const { facts } = this.found;
    const cite = (id) => {
      const words = this.last?.isConnected ? this.last : $("new-words");
      words.setRangeText(`[^${id}]`, words.selectionStart, words.selectionEnd, "end");
      words.dispatchEvent(new Event("input"));
      words.focus();
    };
    return el(
      "details",
      { class: "card", hidden: facts.length === 0 },
      el("summary", {}, `Facts to cite: ${facts.length}`),
      el("ul", { class: "facts-list" }, facts.map(({ id, claim, source }) => el("li", {}, el("p", {}, claim), el("small", {}, source), " ", el("button", { type: "button", class: "link", "aria-label": `Cite ${id}`, onclick: () => cite(id) }, "cite")))),
    );
  }

  /** Show a reader's letter beside the words, as it would print now. */
  async look(id = this.beside) {
    if (!id) return;
    this.beside = id;
    const found = await attempt(() => ask(letterPath(id)), { wrong: this.paper });
    if (!found || this.beside !== id) return;
    const { sheet, problems } = found;
    const caption = el("figcaption", {}, "The letter to ", el("a", { href: `#/letters/${encodeURIComponent(id)}` }, nameOf(id)));
    const pages = (sheet?.pages ?? []).map((_, page) =>
      el("img", { src: `sheets/${sheet.key}/${page}.png?width=${Math.round(520 * Math.min(devicePixelRatio, 3))}`, alt: `Page ${page + 1} as it will print` }),
    );
    await Promise.all(pages.map((page) => page.decode().catch(() => null)));
    this.paper.replaceChildren(caption, ...(sheet ? pages : [problemList(problems)]));
  }

  remove(heading, title, wrong) {
    return this.tell("DELETE", heading, {}, wrong, "", `words ${title}`);
  }

  /** Change the file; return whether it was. What is wrong is said where the words stand, and the
   * draft is kept until they are saved. */
  tell(method, heading, body, wrong, mine, draft) {
    const done = () => store.drafts.delete(draft);
    return this.change(method, heading, { ...body, version: this.found.version }, { wrong, mine, file: "wording.md", done });
  }
}

const NEW = "words";

const rows = (text) => Math.min(18, Math.max(4, Math.ceil(text.length / 75) + text.split("\n\n").length));

const field = (label, control) => el("div", {}, el("label", { for: control.id }, label), control);

/** "Background for mp|peer, standing=officer" as a campaigner would say it. */
function spoken(title) {
  const [part, whom = ""] = title.split(/\s+for\s+/i);
  const groups = whom.split(",").map((piece) => piece.trim()).filter(Boolean);
  const said = groups.map((group) => {
    const [column, value] = group.split("=").map((word) => word.trim());
    if (!value) return column.split("|").map((kind) => inFull(kind.trim())).join(" and ");
    return column === "id" ? nameOf(value) : `${labelled(column).toLowerCase()}: ${value.replaceAll("|", " or ")}`;
  });
  return [part, " ", el("small", {}, whom ? `for ${said.join(", ")}` : "for everybody")];
}
