// Two versions of the same words: both are shown, and a person decides.

import { $, el } from "./dom.js";

/** Ask which of two texts to keep; resolves to "mine", "theirs" or "" for neither yet. */
export function resolve(title, mine, theirs) {
  const dialog = $("conflict");
  const text = (id, heading, words) =>
    el("div", {}, el("h3", { id }, heading), el("pre", { tabindex: "0", "aria-labelledby": id }, words || "(empty)"));
  dialog.replaceChildren(
    el("h2", { id: "conflict-title" }, title),
    el("p", {}, "Nothing has been overwritten. Look at both, then keep one."),
    el("div", { class: "both" }, text("theirs-title", "In the file now", theirs), text("mine-title", "Yours", mine)),
    el(
      "form",
      { method: "dialog", class: "row" },
      el("button", { class: "main", value: "mine" }, "Keep mine"),
      el("button", { value: "theirs" }, "Take the file’s"),
      el("button", { value: "", class: "quiet" }, "Go on writing"),
    ),
  );
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue), { once: true }));
}
