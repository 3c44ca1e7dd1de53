"use strict";
// The theme switch, and the reviewer's name, which this browser remembers. Every page is complete without this.
(() => {
  const kept = {
    read(name) { try { return localStorage.getItem(name) ?? ""; } catch { return ""; } },
    write(name, value) { try { localStorage.setItem(name, value); } catch { /* it lasts as long as the page */ } },
  };
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  if (theme) {  // an embedded report has none
    theme.value = root.dataset.theme ?? "auto";
    theme.closest("label").hidden = false;
    theme.addEventListener("change", () => {
      if (theme.value === "auto") delete root.dataset.theme;
      else root.dataset.theme = theme.value;
      kept.write("unspun-theme", theme.value);
    });
  }
  const names = [...document.querySelectorAll("[data-remember]")];
  const followers = [...document.querySelectorAll("[data-remembered]")];
  const say = (name) => {
    for (const field of [...names, ...followers]) if (field.value !== name) field.value = name;
  };
  const name = kept.read("unspun-name");
  if (name) say(name);
  for (const field of names) {
    field.addEventListener("input", () => {
      kept.write("unspun-name", field.value);
      say(field.value);
    });
  }
})();
