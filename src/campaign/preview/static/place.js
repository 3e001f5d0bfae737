// What every place of the page does alike: fetch what it shows, change it, and say what is wrong.

import { attempt } from "./attempt.js";
import { resolve } from "./conflict.js";
import { $, el, problemList, redraw } from "./dom.js";
import { ask, send, tell } from "./talk.js";

export class Place {
  /** `name` is its address and its element; `saved` is told what can be undone. */
  constructor(name, title, saved = () => {}) {
    this.name = name;
    this.title = title;
    this.saved = saved;
    this.found = null;
    this.turn = 0;
  }

  get element() {
    return $(this.name);
  }

  get here() {
    return document.body.dataset.place === this.name;
  }

  /** What somebody is writing in here, if anything. */
  get writing() {
    return null;
  }

  async arrive() {
    await this.fetch(false);
  }

  /** Show what there is now; `again` leaves what stands as it is, with whatever somebody does there. */
  async fetch(again) {
    const before = this.writing;
    const turn = ++this.turn;
    // Somebody may have begun to write meanwhile, and a later answer may have come first.
    const stays = (found) => turn !== this.turn || this.writing !== before || (again && this.said === JSON.stringify(found));
    const refused = ({ problems }) => stays(problems) || this.draw(problems, () => this.fail(problems));
    const found = await attempt(() => ask(this.name), { refused });
    if (found && !stays(found)) this.draw(found);
  }

  fail(problems) {
    this.element.replaceChildren(el("h2", {}, this.title), problemList(problems));
  }

  /** The files have changed: the place follows, unless somebody is writing in it. */
  refresh() {
    if (this.here && !this.writing) this.fetch(true);
  }

  /** Show what was found, the cursor and the scrolling left where they were. */
  draw(found, show = () => this.show(found)) {
    this.turn += 1;
    this.found = found;
    this.said = JSON.stringify(found);
    redraw(this.element, show);
  }

  /** Change something, by a file or by what is said in `body`; return whether it was. What is wrong
   * is said at `wrong`, or at the foot.
   *
   * `done` is called before the change is shown; `told` says in words what has come of it. Where
   * another was first, `theirs` tells what stands there now, and `again` is called after a look. */
  async change(method, path, body, { wrong = null, mine = "", file = "", done = () => {}, theirs = () => null, again = () => {}, told = null } = {}) {
    const conflict = async (words) => {
      await this.arrive();
      await resolve(`${file} was changed elsewhere`, mine, (await theirs()) ?? words, true);
      again();
    };
    const act = body instanceof Blob ? send : tell;
    const answer = await attempt(() => act(method, `${this.name}/${path}`, body), { wrong, conflict });
    if (!answer) return false;
    const { undo, ...found } = answer;
    done();
    this.draw(found);
    if (undo !== undefined) this.saved(undo, told?.(found));
    return true;
  }
}
