"use strict";
// Asks every two seconds whether the report is there; 202 says that it is not.
(() => {
  const ask = async () => {
    try {
      const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      if (answer.status !== 202) location.reload();
    } catch { /* the service is away for a moment: ask again */ }
  };
  setInterval(ask, 2000);
})();
