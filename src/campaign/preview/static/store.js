// What the page knows, held once: every part of it draws from here, and none keeps a copy.

import { Drafts } from "./drafts.js";

export const store = {
  /** The campaign as it was answered last, and its recipients by their ids, with their marks. */
  campaign: {},
  recipients: new Map(),
  /** Whose letter is open, and that letter: before it has come, no more than its cells. */
  open: null,
  letter: null,
  /** How alike the letters are, once that is known. */
  likeness: null,
  /** What is written and not yet saved. */
  drafts: new Drafts(),
};

/** The name by which the list knows a letter's reader. */
export const nameOf = (id) => store.recipients.get(id)?.name ?? id;
