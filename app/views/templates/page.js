"use strict";
// Next and previous substitution by key; the page is complete without this.
(() => {
  const marks = [...document.querySelectorAll("td.suspect mark[id]")];
  const keys = document.querySelector(".keys");
  if (!marks.length || !keys) return;
  keys.hidden = false;
  const linkAt = (i) => marks[i].querySelector("a");
  let at = -1;
  document.addEventListener("focusin", (event) => {
    const i = marks.indexOf(event.target.closest("mark"));
    if (i >= 0) at = i;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { n: 1, p: -1 }[event.key];
    if (!step) return;
    at = at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length;
    linkAt(at).focus();
    linkAt(at).scrollIntoView({ block: "center" });
  });
})();
