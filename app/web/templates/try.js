"use strict";
// Sends what a form holds, and shows the answer and the command that does the same.
(() => {
  const MOST_SHOWN = 100000;
  const HEADERS = ["location", "content-type", "ratelimit", "retry-after", "etag", "idempotency-replayed"];
  const root = document.getElementById("try-key").dataset.root;
  document.getElementById("try-key").addEventListener("submit", (event) => event.preventDefault());
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

  function requestOf(form) {
    let path = form.dataset.path;
    const query = new URLSearchParams();
    const headers = {};
    for (const field of form.querySelectorAll("input[data-place]")) {
      const value = field.value.trim();
      if (field.dataset.place === "path") {
        // an article's id may hold slashes
        path = path.replace(`{${field.name}}`, value.split("/").map(encodeURIComponent).join("/"));
      } else if (value && field.dataset.place === "query") query.set(field.name, value);
      else if (value) headers[field.name] = value;
    }
    const body = form.querySelector("textarea");
    if (body) headers["Content-Type"] = form.dataset.type;
    const url = `${location.origin}${root}${path}${query.size ? `?${query}` : ""}`;
    return { url, method: form.dataset.method, headers, body: body ? body.value : undefined };
  }

  function commandOf({ url, method, headers, body }, hasKey) {
    const named = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
    if (hasKey) named.push("-H \"Authorization: Bearer $UNSPUN_KEY\"");
    const data = body === undefined ? [] : [`--data-binary ${quoted(body)}`];
    return ["curl", "-sS", ...(method === "GET" ? [] : ["-X", method]), quoted(url), ...named, ...data].join(" ");
  }

  function readable(text, type) {
    let shown = text;
    if (/\bjson\b/.test(type) && !type.includes("ndjson")) {
      try {
        shown = JSON.stringify(JSON.parse(text), null, 2);
      } catch {
        shown = text; // cut off on its way: shown as it came
      }
    }
    const rest = shown.length - MOST_SHOWN;
    return rest > 0 ? `${shown.slice(0, MOST_SHOWN)}\n… not shown: ${rest} more` : shown;
  }

  async function send(form) {
    const key = document.getElementById("key").value.trim();
    const status = form.querySelector("[role=status]");
    const request = requestOf(form);
    const show = (name, text) => { form.querySelector(`.${name}`).textContent = text; };
    show("command", commandOf(request, Boolean(key)));
    show("headers", "");
    show("content", "");
    form.querySelector(".answer").hidden = false;
    status.textContent = "Sent …";
    const begun = performance.now();
    try {
      const headers = key ? { ...request.headers, Authorization: `Bearer ${key}` } : request.headers;
      const answer = await fetch(request.url, { method: request.method, headers, body: request.body, redirect: "manual" });
      const type = answer.headers.get("content-type") || "";
      const isText = /json|text|xml/.test(type);
      const content = isText ? readable(await answer.text(), type) : `${(await answer.blob()).size} bytes`;
      status.textContent = `${answer.status} ${answer.statusText}, ${Math.round(performance.now() - begun)} ms`;
      show("headers", HEADERS.filter((name) => answer.headers.has(name)).map((name) => `${name}: ${answer.headers.get(name)}`).join("\n"));
      show("content", content);
    } catch (error) {
      status.textContent = `No answer: ${error.message}`;
    }
  }

  for (const form of document.querySelectorAll(".operation form")) {
    form.querySelector("button").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
  const opened = location.hash && document.getElementById(location.hash.slice(1));
  if (opened instanceof HTMLDetailsElement) opened.open = true;
})();
