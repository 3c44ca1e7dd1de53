"use strict";
// What reviewers do with the evidence: the current place can be left out, a selection becomes a stretch, c, d and u decide.
(() => {
  const form = document.getElementById("exclude-form");
  const evidence = document.getElementById("evidence");
  const isTyping = (element) => element.closest("input:not([type=radio]), textarea, select, [contenteditable], dialog");

  const current = document.getElementById("review-current");
  const exclude = document.getElementById("review-exclude");
  if (form && evidence) {
    evidence.addEventListener("unspun:current", ({ detail: { kind, number } }) => {
      if (!["passage", "substitution"].includes(kind)) return;
      form.elements[kind].value = number;
      form.elements.at.value = "decide";
      current.textContent = `${kind === "passage" ? "Passage" : "Substitution"} ${number}`;
      exclude.value = kind;
      exclude.hidden = false;
    });
  }

  // Whoever leaves something out or puts it back reads on where he was: the sentence that he was at comes back to its height.
  const KEPT = `unspun-place ${location.pathname}`;
  const sentences = () => [...document.querySelectorAll('.facing .text[data-side="suspect"]')];
  const keepPlace = (asked) => {
    const number = Number(document.activeElement?.closest?.("mark")?.dataset.substitution ?? lastSwap);
    const isInSight = (cell) => {
      const { top, bottom, height } = cell.getBoundingClientRect();
      return height > 0 && bottom > 0 && top < innerHeight;
    };
    const own = document.getElementById(`sm${number}`)?.closest(".text");
    const first = own && isInSight(own) ? own : sentences().find((cell) => isInSight(cell) && cell.getBoundingClientRect().top >= 0);
    const at = first ? { start: Number(first.dataset.start), top: first.getBoundingClientRect().top } : {};
    try { sessionStorage.setItem(KEPT, JSON.stringify({ ...at, scroll: scrollY, number, asked })); } catch { /* then the page begins at its top */ }
  };
  const comeBack = () => {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
    } catch { return; }
    if (!kept) return;
    const cell = sentences().findLast((each) => Number(each.dataset.start) <= kept.start);
    // rows out of sight have a guessed height until they come near: what is brought back moves once more
    const settle = (again) => {
      const off = cell.getBoundingClientRect().top - kept.top;
      if (Math.abs(off) > 1) scrollBy({ top: off, behavior: "instant" });
      if (again) requestAnimationFrame(() => settle(again - 1));
    };
    if (cell) settle(8);
    else scrollTo({ top: kept.scroll, behavior: "instant" });
    const next = [...document.querySelectorAll(".facing td.suspect mark[id]")].find((mark) => Number(mark.dataset.substitution) >= kept.number);
    if (kept.number && next) next.querySelector("a").focus({ preventScroll: true });
    const said = document.querySelector(".desk-left span")?.textContent;
    document.getElementById("spoken").textContent = kept.asked === "undo" ? "Put back." : said ?? "";
  };
  let lastSwap = 0;
  evidence?.addEventListener("unspun:current", ({ detail }) => { if (detail.kind === "substitution") lastSwap = detail.number; });
  for (const each of document.querySelectorAll("form[data-keeps-place]")) {
    each.addEventListener("submit", () => keepPlace(each.id.startsWith("put-back") ? "undo" : "leave out"));
  }
  if (location.hash === "#decide" || location.hash === "#recalculate") addEventListener("load", comeBack);

  // Characters are counted as code points, as everywhere in a report; what is drawn by the style sheet is no text.
  const length = (text) => [...text].length;
  const isSkipped = (node) => node.parentElement.closest("[aria-hidden=true], .visually-hidden, .note, [data-not-text]");
  const textsBefore = (cell, node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    range.setEnd(node, offset);
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    let count = 0;
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (!range.intersectsNode(text) || isSkipped(text)) continue;
      count += length(text === node ? text.data.slice(0, offset) : text.data);
    }
    return count;
  };
  // A selection may begin or end between the texts, as a click that takes a whole paragraph does.
  const stretchOf = (range) => {
    const touched = [...evidence.querySelectorAll(".text[data-start]")].filter((cell) => range.intersectsNode(cell));
    const first = touched.find((cell) => cell.contains(range.startContainer)) ?? touched[0];
    if (!first) return null;
    const { side } = first.dataset;
    const last = touched.findLast((cell) => cell.dataset.side === side);
    const at = (cell, node, offset) => Number(cell.dataset.start) + textsBefore(cell, node, offset);
    const start = first.contains(range.startContainer) ? at(first, range.startContainer, range.startOffset) : at(first, first, 0);
    const end = last.contains(range.endContainer)
      ? at(last, range.endContainer, range.endOffset)
      : at(last, last, last.childNodes.length);
    return start < end ? { side, start, end } : null;
  };
  const selected = document.getElementById("selected");
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!form || !evidence || !selection.rangeCount || selection.isCollapsed) return;
    const stretch = stretchOf(selection.getRangeAt(0));
    if (!stretch) return;
    for (const name of ["side", "start", "end"]) form.elements[name].value = stretch[name];
    const size = `${stretch.end - stretch.start} character${stretch.end - stretch.start === 1 ? "" : "s"} of the ${stretch.side}`;
    selected.textContent = `Selected: ${size}.`;
    current.textContent = `${size} selected`;
    exclude.value = "boilerplate";
    exclude.hidden = false;
  });

  const verdicts = [...document.querySelectorAll("#decide-form [data-key]")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const chosen = verdicts.find((radio) => radio.dataset.key === event.key);
    if (!chosen) return;
    event.preventDefault();
    chosen.checked = true;
    chosen.focus({ preventScroll: true });
  });
  const following = document.getElementById("decide-next");
  const NEXT = "unspun-next";
  try { if (following) following.checked = localStorage.getItem(NEXT) !== "no"; } catch { /* it stays as it is drawn */ }
  following?.addEventListener("change", () => {
    try { localStorage.setItem(NEXT, following.checked ? "yes" : "no"); } catch { /* it lasts as long as the page */ }
  });
  const list = document.querySelector("dialog#keys dl");
  const explain = (keys, meaning) => {
    const term = document.createElement("dt");
    for (const key of keys) {
      const shown = document.createElement("kbd");
      shown.textContent = key;
      term.append(shown, " ");
    }
    const description = document.createElement("dd");
    description.textContent = meaning;
    list.append(term, description);
  };
  if (list) {
    explain(["c", "d", "u"], "confirm, deny, unsure");
    explain(["Enter"], "decide, when a verdict has the focus; the next undecided report opens");
  }

  // A file that takes seconds: what is going on is said meanwhile, and a refusal stands on this page.
  const drawing = document.getElementById("drawing");
  const drawFile = async (link) => {
    const [bar, said] = drawing.children;
    const name = link.textContent;
    drawing.hidden = bar.hidden = false;
    said.textContent = `${name} is being drawn …`;
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) {
      const refusal = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main p");
      throw new Error(refusal?.textContent ?? `it was answered ${answer.status}`);
    }
    const file = document.createElement("a");
    file.href = URL.createObjectURL(await answer.blob());
    file.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "";
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
    said.textContent = `${name} is drawn.`;
  };
  for (const link of document.querySelectorAll("a[data-slow]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.ariaBusy === "true") return;
      link.ariaBusy = "true";
      drawFile(link)
        .catch((error) => { drawing.lastElementChild.textContent = `${link.textContent}: ${error.message}`; })
        .finally(() => {
          link.ariaBusy = null;
          drawing.firstElementChild.hidden = true;
        });
    });
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const link = button.parentElement.querySelector("[data-share]");
      await navigator.clipboard.writeText(link.href);
      button.textContent = "Copied";
    });
  }
})();
