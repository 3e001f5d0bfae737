// The letters to one of this machine's print queues: asked about first, then followed.

import { attempt } from "./attempt.js";
import { $, answerOf, el, fill, plural, problemList, redraw } from "./dom.js";
import { toMend } from "./notices.js";
import { ask, tell } from "./talk.js";

export class Printer {
  constructor() {
    this.node = el("div", {});
    this.doubtful = false;
    this.duplex = true;
  }

  async arrive() {
    const found = await attempt(() => ask("post/print"), { wrong: this.node });
    if (found) redraw(this.node, () => this.show(found));
  }

  show({ queues, usual, running, sheets, groups, states, problems }) {
    if (!queues.length) return this.node.replaceChildren(problemList(toMend(problems)), el("p", { class: "hint" }, "This machine has no print queue that can be followed from here: print the print file from any PDF viewer."));
    const { fresh = [], doubtful = [] } = groups;
    const count = () => fresh.length + (this.doubtful ? doubtful.length : 0);
    const queue = el("select", { id: "queue" }, queues.map((name) => el("option", { selected: name === usual }, name)));
    const both = el("input", { type: "checkbox", id: "duplex", checked: this.duplex, onchange: () => (this.duplex = both.checked) });
    const again = el("input", { type: "checkbox", id: "doubtful", checked: this.doubtful, onchange: () => ((this.doubtful = again.checked), this.arrive()) });
    const told = Object.entries(states ?? {}).map(([words, number]) => `${number.toLocaleString("en-GB")} ${words}`);
    const wrong = el("div", { class: "wrong", role: "alert" }, problemList(toMend(problems)));
    const send = async () => {
      if (!(await this.agreed(count(), sheets, queue.value))) return;
      const wanted = { queue: queue.value, letters: count(), doubtful: this.doubtful, duplex: this.duplex };
      if (await attempt(() => tell("POST", "post/print", wanted), { wrong })) await this.arrive();
    };
    fill(
      this.node,
      told.length > 0 && el("p", { role: "status" }, told.join(", ")),
      el("div", { class: "row" }, el("label", { for: "queue" }, "Printer"), queue, el("label", { class: "tick" }, both, "On both sides")),
      doubtful.length > 0 && el("label", { class: "tick" }, again, `Also the ${doubtful.length} that may have been printed: look at the printer first`),
      wrong,
      el("button", { type: "button", id: "print", class: count() ? "main" : "", disabled: running || !count(), onclick: send }, running ? "Being printed" : count() ? `Print ${plural(count(), "letter")}…` : "All are printed"),
    );
  }

  /** Whether somebody agrees to print so many. */
  async agreed(count, sheets, queue) {
    const answer = await answerOf(
      $("agree"),
      el("h2", { id: "agree-title" }, `Print ${plural(count, "letter")}?`),
      el("p", {}, `${plural(sheets, "sheet")} or so on “${queue}”, ${this.duplex ? "on both sides" : "on one side"}. Each letter is sent once; what has been printed is not sent again.`),
      el("form", { method: "dialog", class: "row" }, el("button", { class: "main", value: "yes" }, "Print"), el("button", { class: "quiet", value: "" }, "Cancel")),
    );
    return answer === "yes";
  }
}
