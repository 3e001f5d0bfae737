// The mark of a letter that somebody has read as it is; it falls when the letter changes.

import { attempt } from "./attempt.js";
import { $ } from "./dom.js";
import { letterPath, tell } from "./talk.js";

export class Looked {
  constructor(view, list) {
    this.view = view;
    this.list = list;
    this.waiting = true;
    $("looked").addEventListener("click", () => this.toggle());
  }

  /** Show whether the open letter has the mark. */
  show() {
    if (this.waiting) return;
    const { letter } = this.view;
    const looked = Boolean(letter?.sheet && this.list.recipient(letter.id)?.looked);
    $("looked").setAttribute("aria-pressed", String(looked));
    $("looked").disabled = !letter?.sheet;
  }

  /** Another letter was chosen: until it is on the screen nobody has looked at it. */
  wait() {
    $("looked").disabled = true;
    $("looked").setAttribute("aria-pressed", "false");
    this.waiting = true;
  }

  /** The chosen letter is on the screen. */
  arrive() {
    this.waiting = false;
    this.show();
  }

  async toggle() {
    const { letter } = this.view;
    if (this.waiting || !letter?.sheet || this.view.waits(letter.id)) return;
    const looked = !this.list.recipient(letter.id)?.looked;
    const done = await attempt(() => tell("PUT", `${letterPath(letter.id)}/looked`, { looked, sheet: letter.sheet.key }));
    if (done) this.list.setFound({ [letter.id]: { looked } }, this.list.lookedOver, this.list.of);
    this.show();
  }
}
