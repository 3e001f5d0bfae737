// How the page speaks with the program that serves it.

export class Refusal extends Error {
  constructor(status, document) {
    super(document.problems?.[0]?.message ?? "The program refused.");
    this.status = status;
    this.problems = document.problems ?? [];
    this.theirs = document.theirs;
  }
}

const GONE = { severity: "error", message: "The preview cannot be reached. What you have written is kept here.", hint: "It goes on when whoever started it starts it again.", file: "" };

/** Status 0 stands for a program that does not answer. */
async function reach(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal(0, { problems: [GONE] });
  }
  if (response.ok) return response.json();
  const json = response.headers.get("Content-Type")?.startsWith("application/json");
  const document = json
    ? await response.json()
    : { problems: [{ severity: "error", message: await response.text(), hint: "", file: "" }] };
  throw new Refusal(response.status, document);
}

export const ask = (path) => reach(path);

export const tell = (method, path, body = {}) =>
  reach(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** Send a file as it is. */
export const send = (method, path, file) =>
  reach(path, { method, headers: { "Content-Type": "application/octet-stream" }, body: file });

export const letterPath = (id) => `letters/${encodeURIComponent(id)}`;
export const templatePath = (name) => `templates/${name.split("/").map(encodeURIComponent).join("/")}`;

/** Call `told` with each message of the program, and `line` as the line to it is "up", "down" or "moved".
 *
 * A browser has six lines to a program, for all tabs together: one that nobody sees gives its own up. */
export function listen(told, line) {
  let events;
  const open = () => {
    events?.close();
    events = new EventSource("events");
    events.onmessage = (event) => {
      line("up");
      told(JSON.parse(event.data));
    };
    events.onerror = async () => {
      // Another run of the program answers here, and to another link.
      const moved = await fetch("names").then(({ status }) => status === 404, () => false);
      line(moved ? "moved" : "down");
      if (moved) events.close();
      else if (events.readyState === EventSource.CLOSED && !document.hidden) setTimeout(open, 1000);
    };
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? events.close() : open()));
  open();
}
