// The mark of a letter that somebody has read as it is; it falls when the letter changes.

import { attempt } from "./attempt.js";
import { $ } from "./dom.js";
import { store } from "./store.js";
import { letterPath, tell } from "./talk.js";

export class Looked {
  /** `view` says whether the open letter is on the screen yet. */
  constructor(view, list) {
    this.view = view;
    this.list = list;
    $("looked").addEventListener("click", () => this.toggle());
  }

  /** Until a letter is on the screen nobody has looked at it. */
  get there() {
    return Boolean(store.letter?.sheet) && !this.view.waits(store.open);
  }

  /** Show whether the open letter has the mark. */
  show() {
    const looked = this.there && store.recipients.get(store.open)?.looked;
    $("looked").setAttribute("aria-pressed", String(Boolean(looked)));
    $("looked").disabled = !this.there;
  }

  async toggle() {
    if (!this.there) return;
    const { id, sheet } = store.letter;
    const looked = !store.recipients.get(id)?.looked;
    const done = await attempt(() => tell("PUT", `${letterPath(id)}/looked`, { looked, sheet: sheet.key }));
    if (done) this.list.setFound({ [id]: { looked } });
    this.show();
  }
}
