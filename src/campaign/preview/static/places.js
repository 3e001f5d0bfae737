// The places of the page and their addresses: #/letters/mp-diane-abbott, #/post.

const QUICK = 800;

export class Places {
  /** `arrive` holds for each place what is done on coming there, with the rest of the address. */
  constructor(arrive) {
    this.arrive = arrive;
    this.last = 0;
    addEventListener("popstate", () => this.show());
  }

  /** The place and what is open in it, as the address says; a bare name is a letter's. */
  get here() {
    const [first, place, ...rest] = location.hash.slice(1).split("/").map(decodeURIComponent);
    return place in this.arrive ? [place, rest.join("/")] : ["letters", first];
  }

  /** Write down where we are; one who hurries through the letters leaves no trail of them. */
  note(place, open = "") {
    const address = `#/${place}${open && `/${encodeURIComponent(open)}`}`;
    if (address === location.hash) return;
    const quick = Date.now() - this.last < QUICK || !location.hash;
    this.last = Date.now();
    history[quick ? "replaceState" : "pushState"](null, "", address);
  }

  show() {
    const [place, open] = this.here;
    document.body.dataset.place = place;
    for (const link of document.querySelectorAll(".places a")) {
      if (link.hash === `#/${place}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const part of document.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== place;
    this.arrive[place](open);
  }
}
