// How alike the letters are: asked for when the page is at rest, shown in the list and on request.

import { attempt } from "./attempt.js";
import { $, el, percent, plural } from "./dom.js";
import { nameOf, store } from "./store.js";
import { ask } from "./talk.js";

const REST = 700;

export class Likeness {
  constructor(show, choose) {
    this.show = show;
    this.choose = choose;
    this.waiting = null;
  }

  /** Ask for the figures once the files have been left alone for a moment; never twice at once,
   * for a browser has no more than six lines to a program, and the letter needs one. */
  ask(revision) {
    this.wanted = revision;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(async () => {
      if (this.asking || store.likeness?.revision === this.wanted) return;
      this.asking = true;
      const asked = this.wanted;
      const found = await attempt(() => ask("likeness"), { refused: ({ status }) => status && (store.likeness = null) });
      this.asking = false;
      if (found) {
        store.likeness = found;
        $("likeness-short").replaceChildren(percent(found.identical), el("span", { class: "roomy" }, " identical"));
        $("open-likeness").querySelector(".dial").style.setProperty("--share", found.identical);
        this.show();
      }
      if (this.wanted !== asked) this.ask(this.wanted);
    }, REST);
  }

  open() {
    if (!store.likeness) return;
    const { letters, groups, identical, advice } = store.likeness;
    const all = Object.values(letters);
    const own = all.filter((letter) => letter.own_words).length;
    const dialog = $("likeness");
    dialog.replaceChildren(
      el("h2", { id: "likeness-title" }, "How alike the letters are"),
      el(
        "p",
        { class: "figure" },
        el("b", {}, percent(identical)),
        ` of the text stands in more than one of ${plural(all.length, "letter")}; ${own} ${own === 1 ? "has" : "have"} words of ${own === 1 ? "its" : "their"} own.`,
      ),
      el("ul", { class: "advice" }, advice.map((words) => el("li", {}, words))),
      ...groups.map((names, number) => this.group(names, number, letters)),
      el("form", { method: "dialog" }, el("button", { class: "main" }, "Close")),
    );
    dialog.showModal();
  }

  group(names, number, letters) {
    const go = (name) => {
      $("likeness").close();
      this.choose(name);
    };
    return el(
      "details",
      { class: "group", open: number === 0 },
      el("summary", {}, `Group ${number + 1}: ${plural(names.length, "near-copy", "near-copies")}`),
      el(
        "ul",
        {},
        names.map((name) =>
          el(
            "li",
            {},
            el("button", { type: "button", class: "link", onclick: () => go(name) }, nameOf(name)),
            el("small", {}, ` ${percent(letters[name].alike)}${letters[name].own_words ? ", own words" : ""}`),
          ),
        ),
      ),
    );
  }
}
