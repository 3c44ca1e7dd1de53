"use strict";
// Before anything is drawn: the theme that was chosen here earlier.
(() => {
  let theme = null;
  try { theme = localStorage.getItem("unspun-theme"); } catch { /* a browser that keeps nothing follows the system */ }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
