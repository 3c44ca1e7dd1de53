"use strict";
// Filters stand open where there is room; j and k move through the reports, Enter opens (they are links), n leads to the next undecided.
(() => {
  const links = [...document.querySelectorAll("table.inbox th a")];
  document.querySelector(".keys-hint").hidden = false;
  // on a narrow window the filters would push the reports out of sight
  if (matchMedia("(min-width: 40rem)").matches) document.querySelector("details.filters").open = true;
  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "n") {
      location.assign(document.getElementById("next-open").href);
      return;
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !links.length) return;
    const at = links.indexOf(document.activeElement);
    const there = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
    links[there].focus();
  });
})();
