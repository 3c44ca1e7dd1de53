"use strict";
// Says that the comparison runs, refuses files that the service would refuse, and keeps an impatient second click from a second report.
(() => {
  const form = document.getElementById("submit-form");
  const status = document.getElementById("submit-status");
  const button = form.querySelector("button.main");
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
    const large = files.find((file) => file.size > Number(form.dataset.maxFileBytes));
    if (large) {
      event.preventDefault();
      status.textContent = `The file ${large.name} is too large.`;
      return;
    }
    status.textContent = "Comparing…";
    button.setAttribute("aria-disabled", "true");
  });
  button.addEventListener("click", (event) => {
    if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
  });
  // the page comes back from the browser's cache as it was left
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-disabled");
    status.textContent = "";
  });
})();
