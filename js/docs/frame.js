// What both API docs pages share: they run in a sandboxed frame without an origin, get the OpenAPI
// document from the page around them, and ask it to send requests.

let answers = new Map();
let next = 1;

/** Calls `show(document, dark)` whenever the page around sends an OpenAPI document. */
export function onDocument(show) {
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || typeof event.data !== "object" || event.data === null) return;
    const { type } = event.data;
    if (type === "openapi") show(event.data.document, event.data.dark);
    if (type === "answer") {
      const settle = answers.get(event.data.id);
      answers.delete(event.data.id);
      settle?.(event.data);
    }
  });
  window.parent.postMessage({ type: "docs-ready" }, "*");
}

/** A `fetch` that asks the page around, whose program answers. */
export async function fetchFromProgram(input, init) {
  const request = new Request(input, init);
  const url = new URL(request.url);
  const id = next++;
  const body = init?.body == null && request.method === "GET" ? null : await request.text();
  const answer = await new Promise((settle) => {
    answers.set(id, settle);
    const headers = [...request.headers];
    const asked = { type: "request", id, method: request.method, url: url.pathname + url.search, headers, body };
    window.parent.postMessage(asked, "*");
  });
  if (!answer.status) throw new TypeError(answer.message ?? "The program did not answer");
  const empty = [101, 204, 205, 304].includes(answer.status);
  return new Response(empty ? null : answer.body, { status: answer.status, headers: answer.headers });
}
