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
      form.elements.at.value = kind === "substitution" ? `l${number}` : "recalculate";
      current.textContent = `${kind === "passage" ? "Passage" : "Substitution"} ${number}`;
      exclude.value = kind;
      exclude.hidden = false;
    });
  }

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
  const placeOf = (node, offset) => {
    const cell = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".text[data-start]");
    if (!cell || !evidence.contains(cell)) return null;
    const side = cell.dataset.side ?? cell.closest("[data-side]")?.dataset.side;
    return { side, at: Number(cell.dataset.start) + textsBefore(cell, node, offset) };
  };
  const selected = document.getElementById("selected");
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!form || !evidence || !selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    if (!start || !end || start.side !== end.side || start.at >= end.at) return;
    form.elements.side.value = start.side;
    form.elements.start.value = start.at;
    form.elements.end.value = end.at;
    selected.textContent = `Selected: ${end.at - start.at} characters of the ${start.side}.`;
    current.textContent = `${end.at - start.at} characters of the ${start.side} selected`;
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
    chosen.focus();
    chosen.scrollIntoView({ block: "center" });
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
    explain(["Enter"], "decide, when a verdict has the focus");
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
