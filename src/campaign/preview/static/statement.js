// The statement with its calls marked in it, and what a person says of each of them.

import { el, fileButton, plural, say } from "./dom.js";
import { Place } from "./place.js";
import { store } from "./store.js";

// What a campaign has of its statement, once that is there.
const BEGUN = ["missing-setting", "no-statement"];

export class Statement extends Place {
  constructor(saved) {
    super("statement", "Statement", saved);
    this.adding = { words: "", addressee: "", at: null };
    this.last = Promise.resolve();
  }

  /** One change after the other: each is made to the file as the one before has left it. */
  tell(method, path, body, wrong = null) {
    this.last = this.last.then(() => this.change(method, path, { ...body, version: this.found.version }, { wrong, file: "calls.toml" }));
    return this.last;
  }

  show({ title, issuer, date, pieces, calls, reviewed }) {
    this.text = pieces.map(({ text }) => text).join("");
    const used = new Map(calls.map((call) => [call.place, call.use]));
    const day = date && new Date(`${date}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    this.article = el("article", { class: "card said", tabindex: "0", "aria-label": "The statement’s text" }, pieces.map((piece) => this.piece(piece, used)));
    this.article.addEventListener("pointerup", () => this.select());
    this.article.addEventListener("keyup", () => this.select());
    const read = el("input", { type: "checkbox", id: "reviewed", checked: reviewed, onchange: () => this.tell("PUT", "reviewed", { reviewed: read.checked }) });
    const names = [...new Set(calls.map(({ addressee }) => addressee).filter(Boolean))];
    const asked = calls.filter(({ use }) => use);
    this.element.replaceChildren(
      el("h2", {}, "Statement"),
      el("p", { class: "lead" }, [title, issuer, day].filter(Boolean).join(" · ")),
      el(
        "div",
        { class: "row sift" },
        el("label", { class: "tick" }, read, "Somebody has read every call beside the statement"),
        el("button", { type: "button", id: "look-again", class: "quiet", onclick: () => this.tell("POST", "find", {}) }, "Look for calls again"),
        this.replacing("Another statement…"),
      ),
      el(
        "div",
        { class: "two" },
        this.article,
        el(
          "section",
          { class: "cards", "aria-label": "Calls to action" },
          el("datalist", { id: "addressees" }, names.map((name) => el("option", { value: name }))),
          this.addition(),
          calls.map((call) => this.call(call, asked)),
        ),
      ),
    );
  }

  get writing() {
    return this.element.querySelector("#pasted")?.value || null;
  }

  /** Where there is no statement yet, one can be put in: a file, or its words. */
  fail(problems) {
    super.fail(problems.filter(({ code }) => !BEGUN.includes(code)));
    const words = el("textarea", { id: "pasted", rows: 9, "aria-label": "The statement’s words", placeholder: "Or paste its words here, the title first." });
    const wrong = el("div", { class: "wrong", role: "alert" });
    const put = () => words.value.trim() && this.put(new File([words.value], "statement.txt"), wrong);
    this.element.querySelector("h2").after(
      el("p", { class: "lead" }, "Put in what your group has published: Word, OpenDocument, PDF, a web page or text. Its calls are then marked, and the campaign takes its name."),
      el("form", { class: "card", onsubmit: (event) => (event.preventDefault(), put()) }, el("div", { class: "row" }, this.replacing("Put in the statement…")), words, wrong, el("div", { class: "row" }, el("button", { type: "submit", id: "put-in", class: "main" }, "Take these words"))),
    );
  }

  /** Take a statement in place of the one there is, if any. */
  put(file, wrong = null) {
    const told = ({ backup }) => (backup ? `The statement from before is kept as ${backup}.` : "Its calls are marked: read each.");
    return this.change("PUT", `file?${new URLSearchParams({ name: file.name })}`, file, { wrong, told });
  }

  replacing(words) {
    return fileButton("statement-file", words, ".txt,.md,.html,.htm,.docx,.odt,.pdf", (file) => this.put(file));
  }

  piece({ text, calls }, used) {
    if (!calls.length) return text;
    return el("mark", { class: calls.some((place) => used.get(place)) ? "" : "out", "data-calls": calls.join(" ") }, text);
  }

  /** One call: whether letters use it, who is asked, and before which other it is printed. */
  call(call, asked) {
    const { place, addressee, action, by, use, sure, readers, span, plain } = call;
    const tick = el("input", { type: "checkbox", id: `use-${place}`, checked: use, "aria-label": `Use: ${action}`, onchange: () => this.say(place, { use: tick.checked }) });
    const whom = el("input", { id: `whom-${place}`, class: "whom", list: "addressees", value: addressee, placeholder: "Who is asked?", "aria-label": `Who is asked: ${action}`, autocomplete: "off" });
    whom.addEventListener("change", async () => {
      if (!(await this.say(place, { addressee: whom.value }))) whom.value = addressee;
    });
    const at = asked.indexOf(call);
    const move = (by) => el("button", { type: "button", id: `${by < 0 ? "up" : "down"}-${place}`, class: "quiet round", "aria-label": by < 0 ? "Print earlier" : "Print later", disabled: !asked[at + by], onclick: () => this.move(asked, at, by) }, by < 0 ? "↑" : "↓");
    const read = !store.recipients.size ? "In use" : readers ? `Read by ${plural(readers, "reader")}` : "Read by nobody on the list";
    const said = [use ? read : "Left out of every letter", by && by !== "issuer" && by, !sure && "perhaps a call"];
    return el(
      "div",
      { class: use ? "card" : "card unused", "data-call": place },
      el("div", { class: "row" }, tick, whom, use && move(-1), use && move(1)),
      el("p", { class: "action" }, plain || action, plain && el("small", {}, " in your own words")),
      el("p", { class: "hint" }, said.filter(Boolean).join(" · "), span && " · ", span && el("button", { type: "button", class: "link", onclick: () => this.point(place) }, "show it in the text")),
    );
  }

  point(place) {
    const marks = [...this.element.querySelectorAll("mark")].filter(({ dataset }) => dataset.calls.split(" ").includes(String(place)));
    marks[0]?.scrollIntoView({ block: "center" });
    for (const mark of marks) {
      mark.classList.add("pointed");
      setTimeout(() => mark.classList.remove("pointed"), 1500);
    }
  }

  say(place, said) {
    return this.tell("PUT", `calls/${place}`, { said });
  }

  move(asked, at, by) {
    const places = asked.map(({ place }) => place);
    [places[at], places[at + by]] = [places[at + by], places[at]];
    return this.tell("PUT", "order", { places });
  }

  /** A call that nobody found: words selected in the statement, and who is asked. */
  addition() {
    const words = el("textarea", { id: "call-words", rows: 2, placeholder: "Select the words in the statement", "aria-label": "The words that ask, as the statement has them" });
    const whom = el("input", { id: "call-whom", list: "addressees", placeholder: "Who is asked?", "aria-label": "Who is asked by the new call", autocomplete: "off" });
    [words.value, whom.value] = [this.adding.words, this.adding.addressee];
    const wrong = el("div", { class: "wrong", role: "alert" });
    const button = el("button", { type: "submit", id: "add-call" }, "Add this call");
    const keep = () => {
      this.adding = { words: words.value, addressee: whom.value, at: this.adding.words === words.value ? this.adding.at : null };
      button.className = words.value.trim() && whom.value.trim() ? "main" : "";
    };
    const add = async () => {
      const start = this.adding.at ?? this.text.indexOf(words.value.trim());
      const before = this.text.slice(0, Math.max(start, 0));
      const at = characters(before);
      const { addressee } = this.adding;
      const end = start < 0 || !words.value.trim() ? at : at + characters(this.adding.at === null ? words.value.trim() : words.value);
      this.adding = { words: "", addressee: "", at: null };
      const kept = { words: words.value, addressee, at: start };
      if (!(await this.tell("POST", "calls", { addressee, start: at, end }, wrong))) this.adding = kept;
    };
    this.fill = (text, at) => {
      this.adding = { words: text, addressee: whom.value, at };
      words.value = text;
      keep();
    };
    this.form = el(
      "form",
      { class: "card", id: "new-call", oninput: keep, onsubmit: (event) => (event.preventDefault(), add()) },
      el("h3", {}, "Add a call"),
      el("p", { class: "hint" }, "Select the words that ask for something in the text, and say who is asked."),
      words,
      el("div", { class: "row" }, whom, button),
      wrong,
    );
    return this.form;
  }

  /** The words that somebody has selected in the statement become those of a new call. */
  select() {
    const selection = getSelection();
    if (selection.isCollapsed || !this.article.contains(selection.anchorNode) || !this.article.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0);
    const before = document.createRange();
    before.selectNodeContents(this.article);
    before.setEnd(range.startContainer, range.startOffset);
    this.fill(range.toString(), before.toString().length);
    const { top, bottom } = this.form.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) say("A call?", { words: "Add these words", act: () => this.form.querySelector("input").focus() });
  }
}

/** How many characters, as those count who do not count half ones. */
const characters = (text) => [...text].length;
