// The keys at the letters: commands, unless somebody is writing or has turned them off.

import { $ } from "./dom.js";

/** `acts` has what each key does; `save` and `leave` are Ctrl-S and Esc; no key counts while `moving`. */
export function listenToKeys({ acts, save, leave, moving }) {
  $("shortcuts").checked = wanted();
  $("shortcuts").addEventListener("change", () => localStorage.setItem("shortcuts", $("shortcuts").checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") || document.body.dataset.place !== "letters") return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      return void save();
    }
    const typing = event.target.closest("input, textarea, select, .editor");
    if (event.key === "Escape" && typing && !event.defaultPrevented) {
      if (typing.id !== "search" || !typing.value) leave(typing);
      return;
    }
    const inSearch = event.target.id === "search" && event.key.startsWith("Arrow");
    const scrolling = event.target.closest(".desk, [role=group]") && event.key.startsWith("Arrow");
    if ((typing && !inSearch) || scrolling || event.ctrlKey || event.metaKey || event.altKey) return;
    // One key alone does something only where the campaigner wants it to (WCAG 2.1.4).
    if (event.key.length === 1 && !wanted()) return;
    if (moving()) event.preventDefault();
    else if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
}

const wanted = () => localStorage.getItem("shortcuts") !== "off";
