// How the page speaks with the program that serves it.

export class Refusal extends Error {
  constructor(status, document) {
    super(document.problems?.[0]?.message ?? "The program refused.");
    this.status = status;
    this.problems = document.problems ?? [];
    this.theirs = document.theirs;
  }
}

async function answer(response) {
  if (response.ok) return response.json();
  const json = response.headers.get("Content-Type")?.startsWith("application/json");
  const document = json
    ? await response.json()
    : { problems: [{ severity: "error", message: await response.text(), hint: "", file: "" }] };
  throw new Refusal(response.status, document);
}

export const ask = async (path) => answer(await fetch(path));

export const tell = async (method, path, body = {}) =>
  answer(
    await fetch(path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

/** Send a file as it is. */
export const send = async (method, path, file) =>
  answer(await fetch(path, { method, headers: { "Content-Type": "application/octet-stream" }, body: file }));

export const letterPath = (id) => `letters/${encodeURIComponent(id)}`;
export const templatePath = (name) => `templates/${name.split("/").map(encodeURIComponent).join("/")}`;

/** Call `told` with each message of the program, and `line` as the line to it is "up", "down" or "moved". */
export function listen(told, line) {
  const events = new EventSource("events");
  events.onmessage = (event) => {
    line("up");
    told(JSON.parse(event.data));
  };
  events.onerror = async () => {
    // Another run of the program answers here, and to another link.
    const moved = await fetch("names").then(({ status }) => status === 404, () => false);
    line(moved ? "moved" : "down");
    if (moved) events.close();
    else if (events.readyState === EventSource.CLOSED) setTimeout(() => listen(told, line), 1000);
  };
}
