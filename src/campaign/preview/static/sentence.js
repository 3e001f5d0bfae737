// A part of the open letter, changed where it stands: for its reader, for a group or for all.

import { attempt } from "./attempt.js";
import { resolve } from "./conflict.js";
import { showDifference } from "./difference.js";
import { $, el, plural } from "./dom.js";
import { inFull } from "./kinds.js";
import { letters } from "./letter.js";
import { store } from "./store.js";
import { ask, letterPath, tell } from "./talk.js";

const PARTS = { Subject: "Subject line", Opening: "Opening", Background: "Background", Calls: "Words before the calls", Asks: "What is asked", Personal: "Personal paragraph", Closing: "Closing", "Follow-up": "Second letter" };

export class Sentence {
  /** `then` holds what the page does when words are saved, and where words live that are no part. */
  constructor(view, then) {
    this.view = view;
    this.then = then;
    this.found = null;
    $("change").addEventListener("click", () => (this.open ? this.close() : this.begin(store.open)));
    view.pressed = (words) => this.begin(store.open, words);
  }

  get open() {
    return !$("sentence").hidden;
  }

  /** Open the part in which these words stand, or the first. */
  async begin(id, words = "") {
    if (!id) return;
    const found = await attempt(() => ask(`${letterPath(id)}/parts`));
    if (!found || store.open !== id) return;
    this.found = found;
    const sought = letters(words);
    const part = found.parts.find(({ printed }) => printed.some((paragraph) => sought && letters(paragraph) === sought));
    if (words && (!part || (part.part === "Personal" && !part.heading))) return this.then.elsewhere(words, Boolean(part));
    this.show(part ?? found.parts.find(({ printed }) => printed.length));
  }

  show(part) {
    const draft = store.drafts.get(draftOf(store.open, part.part));
    const reach = part.reaches.find(({ scope }) => scope === draft?.scope) ?? part.reaches[0];
    this.part = part;
    this.scope = reach.scope;
    const choice = el("select", { id: "which-part", "aria-label": "Part of the letter", onchange: () => this.show(this.found.parts.find(({ part }) => part === choice.value)) });
    choice.append(...this.found.parts.filter(({ part, heading }) => part !== "Personal" || heading).map(({ part }) => el("option", { value: part }, PARTS[part] ?? part)));
    choice.value = part.part;
    this.words = el("textarea", { id: "sentence-words", rows: 5, spellcheck: "true", "aria-label": "Its words", "aria-describedby": "sentence-hint" });
    this.words.value = draft?.text ?? this.base();
    this.words.addEventListener("input", () => this.typed());
    this.differs = el("div", { class: "differs", "aria-label": "What differs" });
    this.wrong = el("div", { class: "wrong", role: "alert" });
    this.button = el("button", { type: "submit", class: "main" }, "Save");
    const reaches = part.reaches.map(({ scope, readers }) =>
      el("label", { class: "tick" }, el("input", { type: "radio", name: "reach", value: scope, checked: scope === this.scope, onchange: () => this.to(scope) }), this.whom(scope, readers)),
    );
    const own = part.heading > 0;
    const back = own && el("button", { type: "button", class: "quiet", onclick: () => this.usual() }, "Back to the usual words");
    $("sentence").replaceChildren(
      el("div", { class: "bar" }, choice, el("span", { class: "grow" }), el("button", { type: "button", class: "quiet round", "aria-label": "Close", onclick: () => this.close() }, "✕")),
      el(
        "form",
        { class: "sentence", onsubmit: (event) => (event.preventDefault(), this.save()) },
        el("fieldset", { class: "reach" }, el("legend", { class: "unseen" }, "For whom"), reaches),
        this.words,
        el("p", { class: "hint", id: "sentence-hint" }, own ? `These are your words, from “${part.title}”.` : "These are the usual words.", " {{ … }} is filled in for each reader; [^…] cites a fact."),
        this.differs,
        this.wrong,
        el("div", { class: "row" }, this.button, back, draft && el("button", { type: "button", class: "quiet", onclick: () => this.drop() }, "Discard")),
      ),
    );
    $("sentence").hidden = false;
    $("change").setAttribute("aria-expanded", "true");
    this.typed();
    this.view.choose(part.printed);
    this.words.focus();
    this.words.setSelectionRange(0, 0);
    this.words.scrollTop = 0;
  }

  whom(scope, readers) {
    if (scope === "reader") return "This reader alone";
    if (scope === "kind") return `${inFull(this.found.kind)} (${readers.toLocaleString("en-GB")})`;
    return scope === "all" ? `All with the usual words (${readers.toLocaleString("en-GB")})` : `All who read these words (${readers.toLocaleString("en-GB")})`;
  }

  /** The words to begin with: for one reader as they read, for more with names to be filled in. */
  base() {
    return this.part.heading || this.scope !== "reader" ? this.part.text : filled(this.part.text, this.part.names);
  }

  to(scope) {
    const untouched = this.words.value === this.base();
    const { names, heading } = this.part;
    this.scope = scope;
    if (untouched) this.words.value = this.base();
    else if (!heading) this.words.value = scope === "reader" ? filled(this.words.value, names) : named(this.words.value, names);
    this.typed();
  }

  typed() {
    const [before, now] = [this.base(), this.words.value];
    const key = draftOf(store.open, this.part.part);
    this.button.disabled = before === now;
    this.differs.hidden = before === now;
    this.differs.replaceChildren(...(before === now ? [] : showDifference(...[before, now].map((words) => filled(words, this.part.names)))));
    if (before === now) store.drafts.delete(key);
    else store.drafts.set(key, { text: now, scope: this.scope });
  }

  drop() {
    store.drafts.delete(draftOf(store.open, this.part.part));
    this.show(this.part);
  }

  async save() {
    const { part, words, scope } = this;
    if (this.button.disabled) return;
    const path = `${letterPath(store.open)}/parts/${encodeURIComponent(part.part)}`;
    await this.change(() => tell("PUT", path, { scope, text: words.value, version: this.found.version }), words.value);
  }

  async usual() {
    const { heading, reaches } = this.part;
    const others = Math.max(...reaches.map(({ readers }) => readers));
    if (others > 1 && !window.confirm(`${plural(others, "reader")} will have the usual words again. Take yours out?`)) return;
    await this.change(() => tell("DELETE", `wording/${heading}`, { version: this.found.version }), this.part.usual);
  }

  async change(act, words) {
    const [id, part] = [store.open, this.part];
    this.button.disabled = true;
    const conflict = async (theirs) => {
      await resolve("wording.md was changed elsewhere", words, theirs, true);
      this.begin(id, part.printed[0]);
    };
    const answer = await attempt(act, { wrong: this.wrong, conflict });
    this.button.disabled = false;
    if (!answer) return;
    store.drafts.delete(draftOf(id, part.part));
    this.close();
    await this.then.saved(answer.undo, filled(words, part.names));
  }

  close() {
    if (!this.open) return;
    $("sentence").hidden = true;
    $("change").setAttribute("aria-expanded", "false");
    this.view.choose([]);
    $("desk").focus();
  }
}

const draftOf = (id, part) => `sentence ${id} ${part}`;

const filled = (text, names) => text.replace(/\{\{ ([\w.]+) \}\}/g, (whole, name) => names[name] ?? whole);

/** Words with the longest values back under their names; short ones such as “us” stay as typed. */
const named = (text, names) =>
  Object.entries(names).reduce((words, [name, value]) => (value.length > 5 ? words.replaceAll(value, `{{ ${name} }}`) : words), text);
