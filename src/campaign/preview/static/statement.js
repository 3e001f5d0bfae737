// The statement with its calls marked in it; a tick says which of them the letters use.

import { $, el, plural, problemList, say } from "./dom.js";
import { ask, Refusal, tell } from "./talk.js";

export class Statement {
  constructor(saved) {
    this.saved = saved;
  }

  async arrive() {
    try {
      this.show(await ask("statement"));
    } catch (refusal) {
      $("statement").replaceChildren(el("h2", {}, "Statement"), problemList(refusal.problems ?? []));
    }
  }

  refresh() {
    if (document.body.dataset.place === "statement") this.arrive();
  }

  show(found) {
    const { title, issuer, date, pieces, calls, reviewed } = found;
    this.found = found;
    const used = new Map(calls.map((call) => [call.id, call.use]));
    const day = date && new Date(`${date}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const had = document.activeElement?.id;
    $("statement").replaceChildren(
      el("h2", {}, "Statement"),
      el("p", { class: "lead" }, [title, issuer, day].filter(Boolean).join(" · ")),
      el("p", { class: "lead" }, reviewed ? "A person has read every call." : "Nobody has said yet that the calls were read: see calls.toml."),
      el(
        "div",
        { class: "two" },
        el("article", { class: "card said", "aria-label": "The statement’s text" }, pieces.map((piece) => this.piece(piece, used))),
        el("section", { class: "cards", "aria-label": "Calls to action" }, calls.map((call) => this.call(call))),
      ),
    );
    if (had?.startsWith("use-")) $(had)?.focus();
  }

  piece({ text, calls }, used) {
    if (!calls.length) return text;
    return el("mark", { class: calls.some((id) => used.get(id)) ? "" : "out", "data-calls": calls.join(" ") }, text);
  }

  call({ id, addressee, action, by, use, sure, readers, span }) {
    const tick = el("input", { type: "checkbox", id: `use-${id}`, checked: use, onchange: () => this.tick(id, tick.checked) });
    const point = () => {
      const mark = [...$("statement").querySelectorAll("mark")].find(({ dataset }) => dataset.calls.split(" ").includes(id));
      mark?.scrollIntoView({ block: "center" });
      mark?.classList.add("pointed");
      setTimeout(() => mark?.classList.remove("pointed"), 1500);
    };
    return el(
      "div",
      { class: use ? "card" : "card unused" },
      el("label", { class: "tick", for: `use-${id}` }, tick, el("b", {}, addressee || "Nobody named")),
      el("p", { class: "action" }, action),
      el("p", { class: "hint" }, [use ? `Read by ${plural(readers, "reader")}` : "Left out of every letter", by !== "issuer" && by, !sure && "perhaps a call"].filter(Boolean).join(" · ")),
      span && el("p", {}, el("button", { type: "button", class: "link", onclick: point }, "show it in the text")),
    );
  }

  async tick(id, use) {
    try {
      const { undo, ...found } = await tell("PUT", `statement/calls/${encodeURIComponent(id)}`, { use, version: this.found.version });
      this.show(found);
      this.saved(undo);
    } catch (refusal) {
      say(refusal instanceof Refusal ? refusal.message : "The preview cannot be reached.");
      this.arrive();
    }
  }
}
