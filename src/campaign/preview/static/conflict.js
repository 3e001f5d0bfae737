// Two versions of the same words: both are shown, and a person decides.

import { $, answerOf, el } from "./dom.js";

/** Ask which of two texts to keep; resolves to "mine", "theirs" or "" for neither yet.
 *
 * Where the file cannot be taken over whole (`only` to look), the two are shown and no more. */
export function resolve(title, mine, theirs, only = false) {
  const text = (id, heading, words) =>
    el("div", {}, el("h3", { id }, heading), el("pre", { tabindex: "0", "aria-labelledby": id }, words || "(empty)"));
  return answerOf(
    $("conflict"),
    el("h2", { id: "conflict-title" }, title),
    el("p", {}, only ? "Nothing has been overwritten. Your words are kept here: save them again after a look." : "Nothing has been overwritten. Look at both, then keep one."),
    el("div", { class: "both" }, text("theirs-title", "In the file now", theirs), text("mine-title", "Yours", mine)),
    el(
      "form",
      { method: "dialog", class: "row" },
      !only && el("button", { class: "main", value: "mine" }, "Keep mine"),
      !only && el("button", { value: "theirs" }, "Take the file’s"),
      el("button", { value: "", class: only ? "main" : "quiet" }, "Go on writing"),
    ),
  );
}
