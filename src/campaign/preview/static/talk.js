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

export const letterPath = (id) => `letters/${encodeURIComponent(id)}`;
export const templatePath = (name) => `templates/${name.split("/").map(encodeURIComponent).join("/")}`;

/** Call `changed` with each new revision of the files, and `reachable` as the line comes and goes. */
export function listen(changed, reachable) {
  const events = new EventSource("events");
  events.onmessage = (event) => {
    reachable(true);
    changed(JSON.parse(event.data).revision);
  };
  events.onerror = () => {
    reachable(false);
    if (events.readyState === EventSource.CLOSED) setTimeout(() => listen(changed, reachable), 1000);
  };
}
