// The post: letters made, laid together to print, labels, checklist; each to take away.

import { Answers } from "./answers.js";
import { attempt } from "./attempt.js";
import { $, el, fileButton, plural, problemList } from "./dom.js";
import { toMend } from "./notices.js";
import { Place } from "./place.js";
import { Printer } from "./printer.js";
import { ask, tell } from "./talk.js";

const STANDS = {
  current: "up to date",
  changed: "changed since they were made",
  missing: "not made yet",
  failed: "could not be made",
  unwanted: "of readers no longer on the list",
};
const WORKS = [
  ["wordings", "Wordings to sign", "Every distinct wording once, not every letter, with a line to sign by each.", /^print\/wordings/],
  ["print-file", "Print file", "All letters in one PDF for a duplex printer, each on a fresh sheet, with what is enclosed.", /^print\/letters/],
  ["labels", "Labels", "One for each envelope, on sheets of 21 (L7160). Print at actual size.", /^print\/labels/],
  ["checklist", "Checklist", "Every envelope from printer to post box, with sheets and stamps, to tick off.", /^print\/checklist/],
];

const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

export class Post extends Place {
  constructor(saved) {
    super("post", "Post", saved);
    this.busy = "";
    this.printer = new Printer();
    this.answers = new Answers();
  }

  async fetch(again) {
    await super.fetch(again);
    if (this.here) await Promise.all([this.printer.arrive(), this.answers.arrive()]);
  }

  get writing() {
    const { activeElement } = document;
    // Whoever has pressed a button there waits to see what came of it, wherever the focus went.
    const field = activeElement.matches("input, select") && activeElement.value !== activeElement.defaultValue && this.answers.node.contains(activeElement);
    return document.querySelector("dialog[open]") ?? (field ? activeElement : null);
  }

  /** A message of a run: its progress, or its end. */
  told({ running, printing }) {
    if (printing !== undefined) return void (this.here && this.printer.arrive());
    if (this.found) this.found.running = running;
    if (!this.here) return;
    if (running && $("making")) this.progress(running);
    else this.arrive();
  }

  progress({ done, of }) {
    $("making").max = of;
    $("making").value = done;
    $("making-words").textContent = `${done.toLocaleString("en-GB")} of ${plural(of, "letter")}`;
  }

  show(found) {
    const { letters } = found;
    const waiting = (letters.changed ?? 0) + (letters.missing ?? 0) + (letters.failed ?? 0);
    this.element.replaceChildren(
      el("h2", {}, "Post"),
      (this.wrong = el("div", { class: "wrong", role: "alert" })),
      problemList(toMend(found.problems)),
      el("ol", { class: "steps" }, this.letters(found, waiting), ...WORKS.map((work) => this.work(work, found, waiting)), step("Print", "", this.printer.node), step("After the post", "", this.answers.node), this.supporters(found)),
      this.enclosures(found.files.filter(({ enclosure }) => enclosure)),
    );
    if (found.running) this.progress(found.running);
  }

  letters({ letters, running, last, unread }, waiting) {
    const stands = Object.entries(STANDS).filter(([state]) => letters[state]);
    const ready = waiting === 0 && letters.current > 0;
    return step(
      "Letters",
      running && !running.supporters ? tag("being made") : ready ? tag("ready", "good") : tag("to do"),
      el("p", {}, stands.map(([state, words]) => `${letters[state].toLocaleString("en-GB")} ${words}`).join(", ") || "No letters are on the list."),
      run(running, last, false),
      !running && el("button", { type: "button", id: "make", class: ready ? "" : "main", disabled: !waiting, onclick: () => this.make() }, ready ? "All are made" : !waiting ? "There is nothing to make yet" : `Make ${plural(waiting, "letter")}`),
      // Whose row cannot be read is not gone.
      !running && !unread && this.removing(letters.unwanted, "letters"),
    );
  }

  /** Letters of those who are gone from the list can be removed. */
  removing(count, what) {
    const words = `Remove ${plural(count ?? 0, "letter")} of those no longer on the list`;
    return count > 0 && el("button", { type: "button", id: `remove-${what}`, class: "quiet", onclick: () => window.confirm(`${words}?`) && this.make(what, "DELETE") }, words);
  }

  work([what, title, words, pattern], { files, running, unread, letters }, waiting) {
    const there = files.filter(({ name }) => pattern.test(name));
    const old = there.some((file) => file.old);
    // What is read before the letters are made needs none of them.
    const none = !Object.values(letters).some(Boolean);
    if (what === "wordings") [waiting, unread] = [0, 0];
    const done = there.length > 0 && !old && !waiting;
    const blocked = none || waiting > 0 || unread > 0 || Boolean(running) || this.busy !== "";
    return step(
      title,
      this.busy === what ? tag("being made") : done ? tag("ready", "good") : old ? tag("older than the letters", "warn") : tag("to do"),
      el("p", {}, words),
      what === "wordings" && this.signing(),
      there.length > 0 && el("ul", { class: "files" }, there.map(download)),
      waiting > 0 && el("p", { class: "hint" }, "First make the letters that are not up to date."),
      unread > 0 && el("p", { class: "hint" }, `${plural(unread, "row")} of the list cannot be read, and would have no letter: `, el("a", { href: "#/readers" }, "mend them in the list"), "."),
      el("button", { type: "button", id: `make-${what}`, class: !done && !blocked ? "main" : "", disabled: blocked, onclick: () => this.lay(what) }, there.length ? "Make it again" : what === "wordings" ? "Make the sheet" : `Make the ${title.toLowerCase()}`),
    );
  }

  /** Letters in supporters' own names: their list, how the letters stand, and what is handed in. */
  supporters({ supporters: { stand: supporters, problems }, files, running, last }, busy = this.busy !== "" || Boolean(running)) {
    const there = files.filter(({ name }) => name.startsWith("supporters/"));
    const stands = Object.entries({ ...STANDS, left_out: "to mend in their list" }).filter(([state]) => supporters[state]);
    const waiting = (supporters.missing ?? 0) + (supporters.changed ?? 0);
    // What is wrong with a row is told already.
    const failed = last?.supporters ? last.problems.filter(({ message }) => !problems.some((one) => one.message === message)) : [];
    const button = (what, words, then, disabled) => el("button", { type: "button", id: `make-${what}`, disabled: busy || disabled, onclick: then }, words);
    return step(
      "Supporters’ letters",
      running?.supporters ? tag("being made") : waiting ? tag("to do") : there.some(({ old }) => old) ? tag("older than the letters", "warn") : there.length ? tag("ready", "good") : "",
      el("p", {}, "Letters in supporters’ own names and words, each to their own member. Their list has their name, address, postcode and own words."),
      stands.length > 0 && el("p", {}, stands.map(([state, words]) => `${supporters[state].toLocaleString("en-GB")} ${words}`).join(", ")),
      run(running, last, true),
      problemList([...problems, ...failed]),
      there.length > 0 && el("ul", { class: "files" }, there.map(download)),
      el(
        "div",
        { class: "row" },
        fileButton("supporters-file", stands.length ? "Another list…" : "Bring in their list…", ".csv,.tsv,.txt,.xlsx,.xls,.xlsm,.ods", (file) => this.bring(file)),
        waiting > 0 && button("supporters", `Make ${plural(waiting, "letter")}`, () => this.make("supporters")),
        supporters.current > 0 && button("bundles", "A bundle for each member", () => this.lay("supporters/bundles"), waiting > 0),
        supporters.current > 0 && button("packs", "A pack for each to sign", () => this.lay("supporters/packs"), waiting > 0),
        !busy && this.removing(supporters.unwanted, "supporters"),
      ),
    );
  }

  bring(file) {
    return this.change("PUT", `supporters?${new URLSearchParams({ name: file.name })}`, file, { wrong: this.wrong, told: () => "Their list is in." });
  }

  /** Whether only letters may be printed that somebody has looked at. */
  signing() {
    const only = el("input", {
      type: "checkbox",
      id: "only-looked-at",
      checked: this.found.only_looked_at,
      onchange: async () => {
        const write = async () => tell("PUT", "sender", { settings: { "print.only_looked_at": only.checked }, version: (await ask("sender")).version });
        await attempt(write);
        await this.arrive();
      },
    });
    return el("label", { class: "tick" }, only, "Print only letters marked as looked at");
  }

  enclosures(files) {
    return el(
      "section",
      { class: "enclosed", "aria-labelledby": "enclosed", hidden: files.length === 0 },
      el("h3", { id: "enclosed" }, "Enclosed in each envelope"),
      el("ul", { class: "files" }, files.map(download)),
    );
  }

  async make(what = "letters", method = "POST") {
    if (await attempt(() => tell(method, `post/${what}`), { wrong: this.wrong })) await this.arrive();
  }

  async lay(what) {
    this.busy = what;
    this.draw(this.found);
    const wrong = el("div", {});
    const found = await attempt(() => tell("POST", `post/${what}`), { wrong });
    this.busy = "";
    if (found) return this.draw(found);
    await this.arrive();
    this.wrong.replaceChildren(...wrong.children);
    this.wrong.scrollIntoView({ block: "nearest" });
  }
}

const tag = (words, kind = "") => el("span", { class: `tag ${kind}` }, words);

const step = (title, state, ...content) => el("li", { class: "step" }, el("h3", {}, title, " ", state), ...content);

/** How far a run is, or what has come of the last. */
const run = (running, last, supporters) => {
  if (running?.supporters === supporters) return el("div", { class: "progress" }, el("progress", { id: "making", "aria-labelledby": "making-words" }), el("span", { id: "making-words", role: "status" }));
  if (running || last?.supporters !== supporters) return null;
  const done = [[last.written, "made"], [last.removed, "removed"]].filter(([count]) => count);
  return [!supporters && problemList(last.problems), done.length > 0 && el("p", { class: "hint" }, `${done.map(([count, word]) => `${plural(count, "letter")} ${word}`).join(", ")} just now.`)];
};

const download = ({ name, title, bytes, old }) =>
  el(
    "li",
    {},
    el("a", { href: `post/files/${name.split("/").map(encodeURIComponent).join("/")}`, download: name.split("/").pop() }, `${title} (${name.split(".").pop().toUpperCase()}, ${size(bytes)})`),
    old && el("small", {}, " older than the letters"),
  );
