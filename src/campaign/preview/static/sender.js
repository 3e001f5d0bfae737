// The sender's form: who signs, what stands at the head, signature and logo by drop; checked live.

import { attempt } from "./attempt.js";
import { $, el, fileButton, problemList } from "./dom.js";
import { store } from "./store.js";
import { ask, send, tell } from "./talk.js";

const FIELDS = [
  ["sender.name", "Who signs", "The name below the signature"],
  ["sender.role", "Office", "Chair, Director …"],
  ["sender.organisation", "Organisation", ""],
  ["sender.address", "Address", "A line each, without the postcode"],
  ["sender.postcode", "Postcode", ""],
  ["sender.email", "E-mail", ""],
  ["sender.telephone", "Telephone", ""],
  ["sender.constituency", "Constituency", "Your own, if you write as a constituent"],
  ["letterhead.name", "Letterhead", "Empty: the organisation"],
  ["letterhead.strapline", "Line below it", ""],
  ["title", "The campaign", "What its letters are called in lists"],
  ["subject", "Subject line", "In bold, below the salutation"],
];
const IMAGES = [["signature", "Signature"], ["logo", "Logo"]];
const WAIT = 350;
const STATEMENT = "statement";

export class SenderForm {
  constructor(saved) {
    this.saved = saved;
    $("specimen").addEventListener("click", () => this.open());
  }

  /** Show at the top whether letters may go out. */
  mark(specimen) {
    $("specimen").textContent = specimen ? "Specimen" : "Sender";
    $("specimen").classList.toggle("filled", !specimen);
    $("specimen").title = specimen ? "Say who signs: until then every page bears the word SPECIMEN" : "Who signs the letters";
  }

  async open() {
    const found = await attempt(() => ask("sender"));
    if (!found) return;
    this.show(found);
    $("sender").showModal();
  }

  show(found) {
    this.found = found;
    const draft = store.drafts.get("sender") ?? {};
    this.controls = new Map(FIELDS.map(([key, , hint]) => [key, this.control(key, hint, draft[key])]));
    this.kind = el("select", { id: "sender-kind" }, el("option", { value: "organisation" }, "An organisation"), el("option", { value: "constituent" }, "A constituent, to their own MP"));
    this.kind.value = draft["sender.kind"] ?? (found.settings["sender.kind"] || "organisation");
    this.wrong = el("div", { class: "wrong", role: "alert" });
    this.button = el("button", { type: "submit", class: "main" }, "Save");
    const fields = FIELDS.map(([key, words]) => el("div", { class: key === "sender.address" ? "tall" : "" }, el("label", { for: idOf(key) }, words), this.controls.get(key)));
    $("sender").replaceChildren(
      el("h2", { id: "sender-title" }, "The sender"),
      el("p", { class: "hint" }, found.filled_in ? "Letters may go out." : "Until name, address and postcode are filled in, every page bears the word SPECIMEN."),
      el(
        "form",
        { class: "stack", oninput: () => this.typed(), onsubmit: (event) => (event.preventDefault(), this.save()) },
        el("div", {}, el("label", { for: "sender-kind" }, "Who writes"), this.kind),
        el("div", { class: "fields" }, fields),
        el("div", { class: "fields" }, IMAGES.map(([which, words]) => this.image(which, words))),
        el("div", { class: "foot" }, this.wrong, el("div", { class: "row" }, this.button, el("button", { type: "button", class: "quiet", onclick: () => $("sender").close() }, "Close"))),
      ),
    );
    this.typed();
  }

  control(key, hint, drafted) {
    let now = this.found.settings[key];
    const attributes = { id: idOf(key), placeholder: hint, autocomplete: "off" };
    const control = key === "sender.address" ? el("textarea", { ...attributes, rows: 3 }) : el("input", attributes);
    // A campaign that is called as its statement is: nothing to say here.
    if (now === STATEMENT) [now, control.placeholder] = ["", "As the statement is called"];
    control.value = drafted ?? (Array.isArray(now) ? now.join("\n") : now);
    return control;
  }

  /** Take a picture that is dropped, or chosen. */
  image(which, words) {
    const [section, key] = which === "logo" ? ["letterhead", "logo"] : ["sender", "signature"];
    const there = this.found.settings[`${section}.${key}`];
    const take = async (file) => {
      const kept = store.drafts.get("sender");
      const answer = await attempt(() => send("PUT", `sender/images/${which}`, file), { wrong: this.wrong });
      if (!answer) return;
      const { undo, ...found } = answer;
      if (kept) store.drafts.set("sender", kept);
      this.show(found);
      this.saved(undo);
    };
    const picture = there && /\.(png|jpe?g)$/i.test(there) && el("img", { src: `sender/images/${which}?${this.found.version}`, alt: `${words} as it is now` });
    const shown = picture || el("small", {}, there || "Drop a PNG or JPEG here, or press to choose one");
    return fileButton(`image-${which}`, words, "image/png,image/jpeg", take, el("b", {}, words), shown);
  }

  /** The settings that are not as they are in the file. */
  changes() {
    const said = { "sender.kind": this.kind.value };
    for (const [key, control] of this.controls) said[key] = key === "sender.address" ? control.value.split("\n").map((line) => line.trim()).filter(Boolean) : control.value.trim() || (this.found.settings[key] === STATEMENT ? STATEMENT : "");
    return Object.fromEntries(Object.entries(said).filter(([key, value]) => String(value) !== String(this.found.settings[key] || (key === "sender.kind" ? "organisation" : ""))));
  }

  typed() {
    const now = Object.fromEntries([...this.controls].map(([key, { value }]) => [key, value]));
    const differs = Object.keys(this.changes()).length > 0;
    this.button.disabled = !differs;
    if (differs) store.drafts.set("sender", { ...now, "sender.kind": this.kind.value });
    else store.drafts.delete("sender");
    clearTimeout(this.waiting);
    if (differs) this.waiting = setTimeout(() => this.check(), WAIT);
    else this.wrong.replaceChildren();
  }

  async check() {
    const found = await attempt(() => tell("POST", "sender/check", { settings: this.changes(), version: this.found.version }), { refused: () => null });
    this.wrong.replaceChildren(problemList(found?.problems ?? []));
  }

  async save() {
    clearTimeout(this.waiting);
    const conflict = async () => {
      const now = await attempt(() => ask("sender"), { wrong: this.wrong });
      if (!now) return;
      this.found.version = now.version;
      this.wrong.replaceChildren(el("p", {}, "The settings were changed elsewhere meanwhile. Save again to change what you have changed here."));
    };
    const answer = await attempt(() => tell("PUT", "sender", { settings: this.changes(), version: this.found.version }), { wrong: this.wrong, conflict });
    if (!answer) return;
    const { undo, ...found } = answer;
    store.drafts.delete("sender");
    this.show(found);
    $("sender").close();
    this.saved(undo);
  }
}

const idOf = (key) => `setting-${key.replace(".", "-")}`;
