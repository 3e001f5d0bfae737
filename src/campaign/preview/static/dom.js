// Elements from words, never from markup: what a list holds is shown as it is written there.

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, value);
  }
  element.append(...there(children));
  return element;
}

/** Children without those that are not to be shown. */
const there = (children) => children.flat().filter((child) => child !== null && child !== undefined && child !== false);

/** Have an element hold these children alone, without those that are not to be shown. */
export const fill = (element, ...children) => element.replaceChildren(...there(children));

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const plural = (number, one, many = `${one}s`) =>
  `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

export const percent = (share) => `${Math.round(share * 100)}%`;

/** A button that takes a file, also one that is dropped on it; or a place for it that shows what is there. */
export function fileButton(id, words, accept, take, ...shown) {
  const taken = ([file]) => file && take(file);
  const chosen = el("input", { type: "file", class: "unseen", id, accept, "aria-label": words, onchange: () => taken(chosen.files) });
  const drop = (event) => (event.preventDefault(), taken(event.dataTransfer.files));
  return el("label", { class: shown.length ? "drop-zone" : "button", for: id, ondragover: (event) => event.preventDefault(), ondrop: drop }, shown.length ? shown : words, chosen);
}

/** Draw an element anew, with the cursor and the scrolling left where they were. */
export function redraw(element, draw) {
  const had = document.activeElement;
  const within = element.contains(had);
  const at = element.scrollTop;
  draw();
  element.scrollTop = at;
  if (!within) return;
  const now = had.id ? $(had.id) : null;
  now?.focus({ preventScroll: true });
  if (document.activeElement !== now || !now) {
    // What was pressed is gone, or does nothing more: a keyboard goes on from what stands nearest.
    const nearest = now?.closest("form")?.querySelector("textarea, input") ?? (element.tabIndex >= 0 ? element : element.querySelector("button, select, input"));
    return nearest?.focus({ preventScroll: true });
  }
  if (!/^(text|search|textarea)$/.test(had.type) || had.value === had.defaultValue) return;
  // Somebody is writing here.
  now.value = had.value;
  now.setSelectionRange(had.selectionStart, had.selectionEnd);
}

/** Fill a dialog and open it; resolves to the value of the button that closes it. */
export function answerOf(dialog, ...content) {
  dialog.replaceChildren(...content);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue), { once: true }));
}

let fading;

/** Say something at the foot of the page, with something to do about it if need be. */
export function say(words, action = null) {
  const toast = $("toast");
  toast.replaceChildren(el("span", {}, words));
  if (action) {
    const act = () => {
      toast.replaceChildren();
      action.act();
    };
    toast.append(el("button", { type: "button", class: "link", onclick: act }, action.words));
  }
  clearTimeout(fading);
  const fade = () => {
    // Whoever points at it, or has reached it by keyboard, is about to use it.
    if (toast.matches(":hover, :focus-within")) fading = setTimeout(fade, 1000);
    else toast.replaceChildren();
  };
  fading = setTimeout(fade, action ? 8000 : 4000);
}

/** Problems as they stand beside what they are about. */
export const unplaced = (problems) => problems.map((problem) => ({ ...problem, file: "", row: "" }));

const rank = ({ severity }) => (severity === "error" ? 0 : 1);

/** Show problems as a list, errors first: what is wrong, how to mend it, and where it is; beyond so many on request. */
export function problemList(problems, open = null, most = 12) {
  const all = () => {
    const whole = problemList(problems, open, Infinity);
    list.replaceWith(whole);
    whole.tabIndex = -1;
    whole.focus();
  };
  const list = el(
    "ul",
    { class: "problems" },
    problems.toSorted((one, other) => rank(one) - rank(other)).slice(0, most).map((problem) => {
      const where = [problem.file, problem.row].filter(Boolean).join(":");
      const editable = open && /^templates\/.*\.html\.j2$/.test(problem.file);
      const place = editable
        ? el("button", { type: "button", class: "link place", onclick: () => open(problem) }, where)
        : el("span", { class: "place" }, where, problem.column ? ` · ${problem.column}` : "");
      return el(
        "li",
        { class: problem.severity },
        el("span", { class: "unseen" }, problem.severity === "error" ? "Error: " : "Warning: "),
        el("p", {}, problem.message),
        problem.hint && el("p", { class: "hint" }, problem.hint),
        where && place,
      );
    }),
    problems.length > most && el("li", { class: "rest" }, el("button", { type: "button", class: "link", onclick: all }, `Show all ${problems.length.toLocaleString("en-GB")}`)),
  );
  return list;
}
