// What is written and not yet saved: kept by the browser, so that it outlives the page.

/** The unsaved words of a campaign by letter: { column: { was, value } }; templates by their name. */
export class Drafts extends Map {
  prefix = "";

  /** Take up what was left of this campaign; only then does anything last. */
  open(campaign) {
    if (this.prefix || !campaign) return;
    this.prefix = `draft ${campaign} `;
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(this.prefix)) super.set(key.slice(this.prefix.length), JSON.parse(localStorage[key]));
    }
  }

  set(id, draft) {
    if (this.prefix) localStorage.setItem(this.prefix + id, JSON.stringify(draft));
    return super.set(id, draft);
  }

  delete(id) {
    localStorage.removeItem(this.prefix + id);
    return super.delete(id);
  }
}
