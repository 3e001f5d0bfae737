// After the post: what went, what came back, who is late, and the second letter.

import { attempt } from "./attempt.js";
import { $, el, fill, plural, redraw, say } from "./dom.js";
import { store } from "./store.js";
import { ask, send, tell } from "./talk.js";

const STATES = { "very-late": ["very late", "bad"], late: ["late", "warn"], promised: ["promised", ""], waiting: ["waiting", ""], answered: ["answered", "good"] };
const KINDS = { acknowledged: "It came", holding: "An answer will come", substantive: "An answer", promise: "A promise", refusal: "A refusal", bounced: "The letter came back" };
const MOST = 60;

const isLate = ({ state }) => state === "late" || state === "very-late";

const day = (iso) => new Date(`${iso}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });

export class Answers {
  constructor() {
    this.node = el("div", { class: "answers" });
    this.all = false;
  }

  async arrive() {
    const found = await attempt(() => ask("post/answers"), { wrong: this.node });
    if (found) this.show(found);
  }

  async act(method, path, body, wrong, words) {
    const found = await attempt(() => tell(method, path, body), { wrong });
    if (!found) return;
    this.show(found);
    say(words(found));
  }

  show(found) {
    redraw(this.node, () => this.draw(found));
  }

  draw(found) {
    const { due, posted, unposted, today } = found;
    this.today = today;
    const counts = Object.entries(STATES).map(([state, [words]]) => [due.filter((one) => one.state === state).length, words]);
    const late = due.filter((one) => isLate(one) && !one.drafted).length;
    const wrong = el("div", { class: "wrong", role: "alert" });
    const rows = this.all ? due : due.slice(0, MOST);
    fill(
      this.node,
      this.posting(unposted, posted, today),
      posted > 0 && el("p", { role: "status" }, counts.filter(([count]) => count).map(([count, words]) => `${count.toLocaleString("en-GB")} ${words}`).join(", ") || "Nothing is awaited."),
      late > 0 && el("div", { class: "row" }, el("button", { type: "button", id: "draft", onclick: () => this.act("POST", "post/follow-ups", {}, wrong, ({ drafted }) => `${plural(drafted, "second letter")} drafted: make them above.`) }, late === 1 ? "Draft a second letter to the one who is late" : `Draft second letters to the ${late} who are late`)),
      wrong,
      rows.length > 0 &&
        el(
          "div",
          { class: "sheet", tabindex: "0", role: "region", "aria-label": "Who is to answer" },
          el("table", {}, el("thead", {}, el("tr", {}, ["Reader", "Posted", "Due", "How it stands", ""].map((words) => el("th", { scope: "col" }, words)))), el("tbody", {}, rows.map((one) => this.row(one)))),
        ),
      due.length > rows.length && el("button", { type: "button", class: "link", onclick: () => ((this.all = true), this.show(found)) }, `Show all ${due.length.toLocaleString("en-GB")}`),
    );
  }

  posting(unposted, posted, today) {
    if (!unposted) return el("p", { class: "hint" }, posted ? "All letters are noted as posted." : "There are no letters to post yet.");
    const on = el("input", { type: "date", id: "posted-on", value: today, max: today });
    const how = el("select", { id: "posted-how" }, [["second", "Second class"], ["first", "First class"], ["by-hand", "By hand"]].map(([value, words]) => el("option", { value }, words)));
    const wrong = el("div", { class: "wrong", role: "alert" });
    const note = () => this.act("POST", "post/posted", { day: on.value, how: how.value }, wrong, ({ noted }) => `${plural(noted, "letter")} noted as posted.`);
    return el(
      "form",
      { class: "stack", onsubmit: (event) => (event.preventDefault(), note()) },
      el("p", {}, `${plural(unposted, "letter")} not noted as posted. When they have gone into the post, say so: the days for an answer are counted from then.`),
      el("div", { class: "row" }, el("label", { for: "posted-on" }, "Posted on"), on, el("label", { for: "posted-how", class: "unseen" }, "How"), how, el("button", { type: "submit" }, "They are posted")),
      wrong,
    );
  }

  row(one) {
    const [words, kind] = STATES[one.state];
    const name = one.id ? el("a", { href: `#/letters/${encodeURIComponent(one.id)}` }, one.name) : one.name;
    return el(
      "tr",
      {},
      el("td", {}, name, el("br"), el("small", {}, [store.recipients.get(one.id)?.about, one.reference].filter(Boolean).join(" · "))),
      el("td", { "data-word": "posted" }, day(one.posted)),
      el("td", { "data-word": "due" }, day(one.due)),
      el("td", {}, el("span", { class: `tag ${kind}` }, words), el("br"), el("small", {}, one.why, isLate(one) && one.drafted && "; a second letter is drafted")),
      el("td", {}, el("button", { type: "button", class: "link", id: `reply-${one.reference}`, "aria-label": `a reply came from ${one.name}`, onclick: () => this.reply(one) }, "a reply came")),
    );
  }

  /** Ask what a reader has answered, and note it. */
  reply({ id, reference, name }) {
    const dialog = $("reply");
    const control = (id, words, element) => el("div", {}, el("label", { for: id }, words), element);
    const kind = el("select", { id: "reply-kind" }, Object.entries(KINDS).map(([value, words]) => el("option", { value, selected: value === "substantive" }, words)));
    const on = el("input", { type: "date", id: "reply-on", value: this.today, max: this.today });
    const theirs = el("input", { id: "reply-theirs", autocomplete: "off", maxlength: 100 });
    const promised = el("input", { type: "date", id: "reply-promised" });
    const note = el("textarea", { id: "reply-note", rows: 2, maxlength: 1000 });
    const file = el("input", { type: "file", id: "reply-file", accept: ".pdf,.eml,.txt,.png,.jpg,.jpeg" });
    const wrong = el("div", { class: "wrong", role: "alert" });
    const save = async () => {
      const query = new URLSearchParams({ kind: kind.value, day: on.value, theirs: theirs.value, promised: kind.value === "promise" ? promised.value : "", note: note.value, file: file.files[0]?.name ?? "" });
      const found = await attempt(() => send("PUT", `post/replies/${encodeURIComponent(reference)}?${query}`, file.files[0] ?? ""), { wrong });
      if (!found) return;
      this.show(found);
      dialog.close();
      say("Noted.");
    };
    const unposted = async () => {
      await this.act("DELETE", `post/posted/${encodeURIComponent(id)}`, {}, wrong, () => "Taken back.");
      if (!wrong.children.length) dialog.close();
    };
    const until = control("reply-promised", "By when", promised);
    kind.addEventListener("change", () => (until.hidden = kind.value !== "promise"));
    until.hidden = true;
    dialog.replaceChildren(
      el("h2", { id: "reply-title" }, `A reply from ${name}`),
      el(
        "form",
        { class: "stack", onsubmit: (event) => (event.preventDefault(), save()) },
        el("div", { class: "fields" }, control("reply-kind", "What is it?", kind), control("reply-on", "It came on", on), until, control("reply-theirs", "Their reference", theirs), control("reply-file", "A scan or the message", file)),
        control("reply-note", "Note, for yourselves", note),
        wrong,
        el("div", { class: "row" }, el("button", { type: "submit", class: "main" }, "Note it"), el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel"), el("span", { class: "grow" }), id && el("button", { type: "button", class: "quiet", onclick: unposted }, "It was not posted")),
      ),
    );
    dialog.showModal();
  }
}
