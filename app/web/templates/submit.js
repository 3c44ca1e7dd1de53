"use strict";
// Says that the comparison runs, refuses files that the service would refuse, and keeps an impatient second click from a second report.
(() => {
  const form = document.getElementById("submit-form");
  const status = document.getElementById("submit-status");
  const button = form.querySelector("button.main");
  const waysOf = (side) => [
    form.elements[side].value.trim(),
    form.elements[`${side}_file`].value,
    side === "reference" && form.elements.picked ? form.elements.picked.value : "",
  ].filter(Boolean).length;
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
    const large = files.find((file) => file.size > Number(form.dataset.maxFileBytes));
    if (large) {
      event.preventDefault();
      status.textContent = `The file ${large.name} is too large.`;
      return;
    }
    const doubled = [...form.querySelectorAll("textarea")].find((area) => waysOf(area.name) > 1);
    if (doubled) {
      event.preventDefault();
      status.textContent = `The ${doubled.name} is given twice: keep the text, the file or the earlier reference.`;
      doubled.focus();
      return;
    }
    status.textContent = "Comparing…";
    button.setAttribute("aria-disabled", "true");
  });
  button.addEventListener("click", (event) => {
    if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
  });
  // What is pasted from a page or a word processor is sent as its HTML too, as long as the text stays as it was pasted.
  for (const area of form.querySelectorAll("textarea")) {
    const kept = form.elements[`${area.name}_html`];
    const note = form.querySelector(`[data-pasted=${area.name}]`);
    let pasted = null;
    const keep = (html) => {
      kept.value = html;
      note.textContent = html ? "Pasted with its form: deleted and hidden words, notes, lists and quotations are told apart." : "";
    };
    area.addEventListener("paste", (event) => {
      const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
      const isWhole = area.selectionStart === 0 && area.selectionEnd === area.value.length;
      if (!html.trim() || !isWhole || html.length > Number(form.dataset.maxCharacters)) return;
      setTimeout(() => {
        pasted = area.value;
        keep(html);
      });
    });
    area.addEventListener("input", () => {
      if (area.value !== pasted) keep("");
    });
  }
  // the page comes back from the browser's cache as it was left
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-disabled");
    status.textContent = "";
  });
})();
