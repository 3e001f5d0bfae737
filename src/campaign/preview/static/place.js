// What every place of the page does alike: fetch what it shows, change it, and say what is wrong.

import { resolve } from "./conflict.js";
import { $, el, problemList, say } from "./dom.js";
import { ask, Refusal, tell } from "./talk.js";

export class Place {
  /** `name` is its address and its element; `saved` is told what can be undone. */
  constructor(name, title, saved = () => {}) {
    this.name = name;
    this.title = title;
    this.saved = saved;
    this.found = null;
  }

  get element() {
    return $(this.name);
  }

  get here() {
    return document.body.dataset.place === this.name;
  }

  async arrive() {
    try {
      this.draw(await ask(this.name));
    } catch (refusal) {
      this.fail(refusal.problems ?? []);
    }
  }

  fail(problems) {
    this.element.replaceChildren(el("h2", {}, this.title), problemList(problems));
  }

  /** The files have changed: the place follows. */
  refresh() {
    if (this.here) this.arrive();
  }

  /** Show what was found, the cursor and the scrolling left where they were. */
  draw(found) {
    const had = document.activeElement;
    const at = this.element.scrollTop;
    this.found = found;
    this.show(found);
    this.element.scrollTop = at;
    const now = had?.id && $(had.id);
    if (!now || !this.element.contains(now)) return;
    now.focus({ preventScroll: true });
    if (!/^(text|search|textarea)$/.test(had.type) || had.value === had.defaultValue) return;
    // Somebody is writing here.
    now.value = had.value;
    now.setSelectionRange(had.selectionStart, had.selectionEnd);
  }

  /** Change something; return whether it was. What is wrong is said at `wrong`, or at the foot. */
  async change(method, path, body, { wrong = null, mine = "", file = "" } = {}) {
    try {
      const { undo, ...found } = await tell(method, `${this.name}/${path}`, body);
      this.draw(found);
      if (undo !== undefined) this.saved(undo);
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) say("The preview cannot be reached. What you have written is kept here.");
      else if (refusal.status === 409) {
        await resolve(`${file} was changed elsewhere`, mine, refusal.theirs, true);
        await this.arrive();
      } else if (wrong) wrong.replaceChildren(problemList(refusal.problems));
      else say([refusal.message, refusal.problems[0]?.hint].filter(Boolean).join(" "));
      return false;
    }
  }
}
