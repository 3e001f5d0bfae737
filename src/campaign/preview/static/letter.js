// The letter as it will print: pictures of its pages, and what its envelope's window shows.

import { attempt } from "./attempt.js";
import { $, el, fill, percent, plural, problemList, svg } from "./dom.js";
import { store } from "./store.js";
import { ask } from "./talk.js";

const WIDEST = 794; // A4 at 96 pixels an inch
const [A4_WIDTH, A4_HEIGHT] = [210, 297];

export class LetterView {
  constructor(openTemplate) {
    this.openTemplate = openTemplate;
    this.shows = null;
    this.failed = null;
    this.zoom = 1;
    this.sought = "";
    this.window = false;
    // What is done when somebody presses on a paragraph; those of the sheet on the screen.
    this.pressed = () => {};
    this.placed = { key: "", paragraphs: [] };
    this.chosen = [];
    $("pages").addEventListener("pointermove", (event) => this.point(event));
    $("pages").addEventListener("pointerleave", () => this.light("pointed", []));
    $("pages").addEventListener("click", async (event) => {
      const found = await this.under(event);
      if (found) this.pressed(found.words);
    });
    $("smaller").addEventListener("click", () => this.zoomBy(1 / 1.2));
    $("larger").addEventListener("click", () => this.zoomBy(1.2));
    $("fit").addEventListener("click", () => this.fit());
    $("window").addEventListener("click", () => this.toggleWindow());
    let settling;
    new ResizeObserver(() => {
      this.size();
      $("pages").querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
      clearTimeout(settling);
      settling = setTimeout(() => this.sharpen(), 200);
    }).observe($("desk"));
  }

  /** Show a letter; resolves when its pages are on the screen. */
  async show(letter, again = false) {
    const errors = letter.problems.filter(({ severity }) => severity === "error");
    if (!letter.sheet) return this.fail(letter.id, errors);
    // What is on the screen already stays as it is, with whatever shines on it.
    const same = this.shows === letter.id && !this.failed && $("desk").dataset.sheet === letter.sheet.key;
    if (same && !again) return;
    const pages = letter.sheet.pages.map((page, number) => this.draw(letter, page, number));
    await Promise.all(pages.map((page) => page.querySelector("img").decode().catch(() => null)));
    if (store.letter !== letter) return;
    const other = this.shows !== letter.id;
    this.shows = letter.id;
    this.failed = null;
    $("pages").replaceChildren(...pages);
    this.size();
    $("reading").replaceChildren(...letter.reading.map((words) => el("p", {}, words)));
    $("empty").hidden = true;
    this.clearFault();
    if (other) $("desk").scrollTo(0, 0);
    $("desk").setAttribute("aria-label", plural(pages.length, "page"));
    $("desk").dataset.sheet = letter.sheet.key;
    if (other) this.sought = "";
    else if (this.sought) this.reveal();
  }

  /** Bring words that were just saved into sight once they are there, and let them shine. */
  async reveal(words = this.sought) {
    const { letter } = store;
    this.sought = words;
    const wanted = bare(words.split(/\n\s*\n/)[0]);
    if (!wanted || !letter?.sheet || this.shows !== letter.id) return;
    const paragraphs = await this.paragraphs();
    const found = paragraphs.find((paragraph) => bare(paragraph.words).includes(wanted));
    if (!found || store.letter !== letter || !this.sought) return;
    this.sought = "";
    const light = this.lay("shine", found);
    light.scrollIntoView({ block: "nearest" });
    setTimeout(() => light.remove(), 2600);
  }

  /** Lay a mark on a paragraph of the letter. */
  lay(name, { page, box }) {
    const { width, height } = store.letter.sheet.pages[page];
    const [left, top, wide, high] = box;
    const mark = el("i", { class: name });
    const at = { left: left / width, top: top / height, width: wide / width, height: high / height };
    for (const [side, share] of Object.entries(at)) mark.style[side] = `${100 * share}%`;
    $("pages").querySelectorAll(".paper")[page]?.append(mark);
    return mark;
  }

  light(name, paragraphs) {
    for (const mark of $("pages").querySelectorAll(`.${name}`)) mark.remove();
    return paragraphs.map((found) => this.lay(name, found));
  }

  /** The paragraphs of the sheet on the screen, each with its place. */
  async paragraphs() {
    const { key } = store.letter.sheet;
    if (this.placed.key === key) return this.placed.paragraphs;
    // A sheet that is no longer kept has none.
    const found = await attempt(() => ask(`sheets/${key}/paragraphs`), { refused: () => null });
    this.placed = { key, paragraphs: found?.paragraphs ?? [] };
    return this.placed.paragraphs;
  }

  /** The paragraph under the pointer. */
  async under({ clientX, clientY }) {
    const { letter } = store;
    if (!letter?.sheet || this.shows !== letter.id) return null;
    const papers = [...$("pages").querySelectorAll(".paper")];
    const paragraphs = await this.paragraphs();
    if (store.letter !== letter) return null;
    return paragraphs.find(({ page, box }) => {
      const paper = papers[page]?.getBoundingClientRect();
      if (!paper) return false;
      const points = letter.sheet.pages[page].width / paper.width;
      const [x, y] = [(clientX - paper.left) * points - box[0], (clientY - paper.top) * points - box[1]];
      return x > -3 && y > -3 && x < box[2] + 3 && y < box[3] + 3;
    });
  }

  async point(event) {
    const found = await this.under(event);
    if (found?.index === this.pointed?.index && $("pages").querySelector(".pointed")) return;
    this.pointed = found;
    this.light("pointed", found ? [found] : []);
  }

  /** Frame the paragraphs that are being changed. */
  async choose(printed) {
    this.chosen = printed.map(letters);
    const { letter } = store;
    const found = letter?.sheet && printed.length ? await this.paragraphs() : [];
    if (store.letter !== letter) return;
    const marks = this.light("chosen", found.filter(({ words }) => this.chosen.includes(letters(words))));
    marks[0]?.scrollIntoView({ block: "nearest" });
  }

  /** Whether neither a letter's pages nor its problems are on the screen. */
  waits(id) {
    return this.shows !== id && this.failed !== id;
  }

  draw(letter, page, number) {
    const alt = `Page ${number + 1} of ${letter.sheet.pages.length}, as it will print; its words follow`;
    const image = el("img", { src: this.source(number), alt });
    const paper = el("div", { class: "paper" }, image);
    if (number === 0 && this.window && letter.envelope) paper.append(overlay(letter.envelope));
    return el("figure", { class: "page", "data-ratio": page.height / page.width }, paper);
  }

  source(number) {
    const pixels = Math.round(this.width() * Math.min(devicePixelRatio, 4));
    return `sheets/${store.letter.sheet.key}/${number}.png?width=${pixels}`;
  }

  width() {
    const room = $("desk").clientWidth - (matchMedia("(max-width: 720px)").matches ? 24 : 64);
    return Math.max(Math.min(room, WIDEST), 200) * this.zoom;
  }

  size() {
    const width = Math.round(this.width());
    for (const page of $("pages").querySelectorAll("[data-ratio]")) {
      const image = page.querySelector("img");
      image.width = width;
      image.height = Math.round(width * Number(page.dataset.ratio));
    }
    $("fit").textContent = percent(this.zoom);
    $("fit").setAttribute("aria-label", `${percent(this.zoom)}: fit the width`);
  }

  /** After a change of size: fetch pictures with as many pixels as there are now. */
  async sharpen() {
    const { letter } = store;
    if (!letter?.sheet || this.shows !== letter.id) return;
    for (const [number, page] of [...$("pages").querySelectorAll("[data-ratio]")].entries()) {
      const image = page.querySelector("img");
      const sharp = new Image();
      sharp.src = this.source(number);
      if (sharp.src === image.src) continue;
      await sharp.decode().catch(() => null);
      if (store.letter !== letter) return;
      image.src = sharp.src;
    }
  }

  zoomBy(factor) {
    this.zoom = Math.min(Math.max(this.zoom * factor, 0.4), 3);
    this.size();
    this.sharpen();
  }

  fit() {
    this.zoomBy(1 / this.zoom);
  }

  toggleWindow() {
    this.window = !this.window;
    $("window").setAttribute("aria-pressed", String(this.window));
    if (store.letter?.sheet) this.show(store.letter, true);
  }

  /** A letter that cannot be shown yet: blank paper, never the letter before. */
  blank() {
    this.shows = null;
    this.failed = null;
    const width = Math.round(this.width());
    const height = Math.round((width * A4_HEIGHT) / A4_WIDTH);
    const paper = svg("svg", { width, height, "aria-hidden": "true" });
    $("pages").replaceChildren(el("figure", { class: "page blank" }, el("div", { class: "paper" }, paper)));
    $("empty").hidden = true;
    this.clearFault();
  }

  /** Show problems in place of the letter, its last good pages dimmed behind them. */
  fail(id, problems) {
    if (this.shows !== id) $("pages").replaceChildren();
    $("reading").replaceChildren();
    this.shows = this.shows === id ? id : null;
    this.failed = id;
    fill(
      $("fault"),
      el("h3", {}, "This letter cannot be printed yet"),
      problemList(problems, this.openTemplate),
      this.shows && el("p", { class: "hint" }, "Behind this: the last version that could be printed."),
    );
    $("fault").hidden = false;
    $("empty").hidden = true;
    $("desk").classList.add("stale");
    $("desk").dataset.sheet = "";
    $("pages").inert = true;
  }

  clearFault() {
    $("fault").hidden = true;
    $("fault").replaceChildren();
    $("desk").classList.remove("stale");
    $("pages").inert = false;
  }
}

// The numbers of sources count with the letter: they tell no paragraph from another.
export const letters = (words) => words.replace(/[^\p{L}]/gu, "");
const bare = (words) => words.replace(/[^\p{L}\p{N}]/gu, "");

/** What the envelope's window always shows, what it may show, and where the sheet is folded. */
function overlay(envelope) {
  const box = (part, name) =>
    part && svg("rect", { x: part[0], y: part[1], width: part[2], height: part[3], class: name });
  const folds = envelope.folds.map((fold) => svg("line", { x1: 0, x2: A4_WIDTH, y1: fold, y2: fold }));
  return svg(
    "svg",
    { viewBox: `0 0 ${A4_WIDTH} ${A4_HEIGHT}`, class: "window", role: "img", "aria-label": `Window and folds: ${envelope.title}` },
    ...[box(envelope.ever, "ever"), box(envelope.always, "always"), ...folds].filter(Boolean),
  );
}
