// What every place of the page does alike: fetch what it shows, change it, and say what is wrong.

import { attempt } from "./attempt.js";
import { resolve } from "./conflict.js";
import { $, el, problemList } from "./dom.js";
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
      if (!(refusal instanceof Refusal)) throw refusal;
      this.fail(refusal.problems);
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

  /** Change something; return whether it was. What is wrong is said at `wrong`, or at the foot.
   *
   * `done` is called before the change is shown; `told` says in words what has come of it. */
  async change(method, path, body, { wrong = null, mine = "", file = "", done = () => {}, told = null } = {}) {
    const conflict = async (theirs) => {
      await this.arrive();
      await resolve(`${file} was changed elsewhere`, mine, theirs, true);
    };
    const answer = await attempt(() => tell(method, `${this.name}/${path}`, body), { wrong, conflict });
    if (!answer) return false;
    const { undo, ...found } = answer;
    done();
    this.draw(found);
    if (undo !== undefined) this.saved(undo, told?.(found));
    return true;
  }
}
