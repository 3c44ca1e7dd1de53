"use strict";
// Filters stand open where there is room; j and k move through the reports, x chooses one, Enter opens (they are links), n leads to
// the next undecided.
(() => {
  const links = [...document.querySelectorAll("table.inbox tbody th a")];
  const hint = document.querySelector(".keys-hint");
  if (hint) hint.hidden = false;
  // on a narrow window the filters would push the reports out of sight
  if (matchMedia("(min-width: 40rem)").matches) document.querySelector("details.filters")?.setAttribute("open", "");
  const boxes = [...document.querySelectorAll("table.inbox tbody input[type=checkbox]")];
  const all = document.getElementById("choose-all");
  const count = () => {
    const n = boxes.filter((box) => box.checked).length;
    document.getElementById("n-chosen").textContent = n ? `(${n})` : "";
    all.checked = n > 0 && n === boxes.length;
    all.indeterminate = n > 0 && n < boxes.length;
  };
  if (all && boxes.length) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      count();
    });
    for (const box of boxes) box.addEventListener("change", count);
    count();
  }
  document.getElementById("delete-many")?.addEventListener("click", (event) => {
    if (!confirm("Delete the chosen reports with their texts for good?")) event.preventDefault();
  });
  const isTyping = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const next = document.getElementById("next-open");
    if (event.key === "n" && next) {
      location.assign(next.href);
      return;
    }
    if (event.key === "x") {
      const box = document.activeElement.closest("tr")?.querySelector("input[type=checkbox]");
      if (!box) return;
      event.preventDefault();
      box.checked = !box.checked;
      return count();
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !links.length) return;
    const at = links.indexOf(document.activeElement);
    const there = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
    links[there].focus();
  });
})();
