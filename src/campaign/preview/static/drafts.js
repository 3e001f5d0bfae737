// What is written and not yet saved: kept by the browser, so that it outlives the page.

/** The unsaved words of a campaign by letter: { column: { was, value } }; templates by their name. */
export class Drafts {
  constructor() {
    this.kept = new Map();
    this.prefix = "";
  }

  /** Take up what was left of this campaign; only then does anything last. */
  open(campaign) {
    if (this.prefix || !campaign) return;
    this.prefix = `draft ${campaign} `;
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(this.prefix)) this.kept.set(key.slice(this.prefix.length), JSON.parse(localStorage[key]));
    }
  }

  get size() {
    return this.kept.size;
  }

  has(id) {
    return this.kept.has(id);
  }

  get(id) {
    return this.kept.get(id);
  }

  set(id, draft) {
    this.kept.set(id, draft);
    if (this.prefix) localStorage.setItem(this.prefix + id, JSON.stringify(draft));
  }

  delete(id) {
    this.kept.delete(id);
    localStorage.removeItem(this.prefix + id);
  }
}
