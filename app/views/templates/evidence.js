"use strict";
// Keys, popups, sorting and filters for the evidence; without this script everything can still be read and reached.
// Nothing here writes HTML: every text goes in through textContent.
(() => {
  const root = document.getElementById("evidence");
  if (!root) return;
  const find = (selector) => root.querySelector(selector);
  const byId = (id) => document.getElementById(id);
  const spoken = byId("spoken");
  const tip = byId("tip");
  const keys = byId("keys");
  const inlineSwitch = byId("view-inline");
  const more = root.dataset.more ?? ""; // the address of pages with the long parts; in a file everything is here
  let rows = []; // of the whole ledger, once it is here
  const PREFIXES = ["rm", "sm", "im"]; // of a substitution's marks: in the reference, in the suspect, inline
  const marks = new Map(); // each view's marks in reading order, found once
  const current = { substitution: 0, passage: 0 };
  let filtered = new Set(); // numbers that the ledger does not show

  const isInline = () => Boolean(inlineSwitch?.checked);
  const say = (text) => { spoken.textContent = text; };
  const tell = (kind, number) => {
    current[kind] = number;
    root.dispatchEvent(new CustomEvent("unspun:current", { bubbles: true, detail: { kind, number } }));
  };

  // What a line of the ledger says, also of lines that are not on the page.
  const facts = JSON.parse(byId("swap-facts").textContent);
  const entries = new Map(facts.swaps.map(([number, reference, suspect, kind, probability, share, reason]) => [
    number, { reference, suspect, kind: facts.kinds[kind], probability, share, reason: facts.reasons[reason] },
  ]));
  const entryOf = (number) => entries.get(number);

  const marksInView = () => {
    const prefix = isInline() ? "im" : "sm";
    if (!marks.has(prefix)) {
      marks.set(prefix, [...root.querySelectorAll(`mark[id^="${prefix}"]`)].map((mark) => Number(mark.dataset.substitution)));
    }
    return marks.get(prefix);
  };
  const markOf = (number, side) => byId(`${isInline() ? "im" : side === "reference" ? "rm" : "sm"}${number}`);

  // Popups and partners.
  let lit = [];
  let described = null;
  let leaving = 0;

  const light = (number) => {
    for (const mark of lit) mark.classList.remove("lit");
    lit = number ? PREFIXES.map((prefix) => byId(`${prefix}${number}`)).filter(Boolean) : [];
    for (const mark of lit) mark.classList.add("lit");
  };
  const line = (text) => {
    const made = document.createElement("p");
    made.textContent = text;
    made.dir = "auto";
    return made;
  };
  const hideTip = () => {
    clearTimeout(leaving);
    if (tip.hidden) return;
    tip.hidden = true;
    described?.removeAttribute("aria-describedby");
    described = null;
    light(0);
  };
  const placeTip = (mark) => {
    const at = mark.getClientRects()[0];
    if (!at) return;
    const size = tip.getBoundingClientRect();
    const below = at.bottom + size.height + 8 < document.documentElement.clientHeight;
    // what stands beside the evidence stays free
    const edge = Math.min(document.documentElement.clientWidth, root.getBoundingClientRect().right);
    const x = Math.max(4, Math.min(at.left, edge - size.width - 4));
    tip.style.setProperty("--x", `${x}px`);
    tip.style.setProperty("--y", `${below ? at.bottom + 2 : Math.max(4, at.top - size.height - 2)}px`);
  };
  const showTip = (mark) => {
    clearTimeout(leaving);
    const link = mark.querySelector("a");
    if (described === link && !tip.hidden) return;
    const number = Number(mark.dataset.substitution);
    const entry = entryOf(number);
    if (!entry) return;
    hideTip();
    tip.replaceChildren(
      line(`${number}. ${entry.reference} → ${entry.suspect}`),
      line(`${entry.kind}, spin probability ${entry.probability}`),
      line(`${entry.reason} (${entry.share} of the score)`),
    );
    tip.hidden = false;
    described = link;
    link.setAttribute("aria-describedby", "tip");
    light(number);
    placeTip(mark);
  };
  const followMark = () => {
    if (tip.hidden) return;
    const mark = described.closest("mark");
    const at = mark.getBoundingClientRect();
    if (at.bottom < 0 || at.top > document.documentElement.clientHeight) hideTip();
    else placeTip(mark);
  };
  window.addEventListener("scroll", followMark, { passive: true });
  const markAround = (target) => target.closest?.("mark[data-substitution]");
  // A way for the pointer from the mark into the popup: it may be read and its text taken (WCAG 1.4.13).
  root.addEventListener("pointerover", (event) => {
    const mark = markAround(event.target);
    if (mark) showTip(mark);
    else if (tip.contains(event.target)) clearTimeout(leaving);
  });
  root.addEventListener("pointerout", (event) => {
    if (!markAround(event.target) && !tip.contains(event.target)) return;
    clearTimeout(leaving);
    leaving = setTimeout(() => { if (document.activeElement !== described) hideTip(); }, 200);
  });
  root.addEventListener("focusin", (event) => {
    const mark = markAround(event.target);
    if (!mark) return hideTip();
    showTip(mark);
    const number = Number(mark.dataset.substitution);
    if (number !== current.substitution) tell("substitution", number);
  });
  root.addEventListener("focusout", (event) => { if (event.target === described) hideTip(); });

  // Next and previous.
  const goTo = (number, side = "suspect") => {
    const mark = markOf(number, side);
    if (!mark) return false;
    mark.scrollIntoView({ block: "center" });
    mark.querySelector("a").focus({ preventScroll: true });
    const entry = entryOf(number);
    const percent = entry.probability.replace("%", "percent");
    say(`Substitution ${number}: ${entry.reference} became ${entry.suspect}, ${entry.kind}, ${percent}`);
    return true;
  };
  const stepSubstitution = (step) => {
    const open = marksInView().filter((number) => !filtered.has(number));
    if (!open.length) return say("No substitution is shown.");
    const at = open.indexOf(current.substitution);
    const next = at >= 0 ? at + step : step > 0 ? 0 : -1;
    goTo(open.at(next % open.length));
  };
  const headingOf = (number) => byId(`${isInline() ? "inline-" : ""}passage-${number}`);
  const goToPassage = (number) => {
    const heading = headingOf(number);
    if (!heading) return false;
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
    for (const block of root.querySelectorAll(".map [data-passage]")) {
      block.classList.toggle("current", Number(block.dataset.passage) === number);
    }
    tell("passage", number);
    say(heading.parentElement.textContent.trim());
    return true;
  };
  const stepPassage = (step) => {
    const all = [...root.querySelectorAll(".facing tr.head")].map((head) => Number(head.dataset.passage));
    if (!all.length) return say("There are no passages.");
    const at = all.indexOf(current.passage);
    goToPassage(all.at((at >= 0 ? at + step : step > 0 ? 0 : -1) % all.length));
  };

  // Long parts are fetched when they are asked for: a page of ours that holds the part alone. It is read and put in piece by
  // piece, so that no key waits for all of it.
  const PIECE = 32_768; // characters that are read at once
  const ROWS = 40; // that are put in at once
  const breathe = () => new Promise((done) => { setTimeout(done); });
  const readPart = async (answer) => {
    const made = document.implementation.createHTMLDocument("");
    made.open();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let { value, done } = await reader.read(); !done; ({ value, done } = await reader.read())) {
      for (let at = 0; at < value.length; at += PIECE) {
        made.write(value.slice(at, at + PIECE));
        await breathe();
      }
    }
    made.close();
    return made.getElementById("part");
  };
  const loading = new Map();
  const fetchPart = async (name) => {
    const link = find(`a.load[data-part="${name}"]`);
    if (!link) return;
    const url = new URL(link.href);
    if (name === "texts") url.searchParams.set("from", root.querySelectorAll(".facing tbody > tr:not(.head)").length);
    link.setAttribute("aria-busy", "true");
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(`the part ${name} did not come: ${answer.status}`);
    await place[name](link, await readPart(answer));
    marks.clear();
  };
  const place = {
    texts: async (link, part) => {
      const here = find(".facing tbody");
      const come = [...part.querySelector("tbody").rows];
      for (let at = 0; at < come.length; at += ROWS) {
        here.append(...come.slice(at, at + ROWS));
        await breathe();
      }
      link.parentElement.remove();
    },
    inline: (link, part) => link.parentElement.replaceWith(...part.childNodes),
    ledger: (link, part) => {
      link.parentElement.replaceWith(...part.childNodes);
      wireLedger();
    },
  };
  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, fetchPart(name).catch(() => {
        loading.delete(name);
        say("That part did not come. Try again.");
      }));
    }
    return loading.get(name);
  };
  for (const link of root.querySelectorAll("a.load")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      load(link.dataset.part).then(() => { if (link.dataset.part === "ledger") rows[0]?.querySelector("a").focus(); });
    });
  }
  inlineSwitch?.addEventListener("change", () => load("inline"));
  // the rest of long texts comes by itself once the page stands
  if (find('a.load[data-part="texts"]')) window.addEventListener("load", () => setTimeout(() => load("texts")));

  const goToLine = async (number) => {
    await load("ledger");
    const row = byId(`l${number}`);
    if (!row) return;
    const folded = row.closest("details");
    if (folded) folded.open = true;
    if (row.hidden) reset();
    row.scrollIntoView({ block: "center" });
    row.querySelector("a").focus({ preventScroll: true });
  };

  // Links go where the chosen view shows the place.
  const follow = (hash) => {
    const place = /^#([rs])m(\d+)$/.exec(hash);
    if (place) return goTo(Number(place[2]), place[1] === "r" ? "reference" : "suspect");
    const passage = /^#passage-(\d+)$/.exec(hash);
    if (passage) return goToPassage(Number(passage[1]));
    return /^#[rs](\d+|a\d+-\d+)$/.test(hash) && goToPlace(byId(hash.slice(1)));
  };
  // Sentences and alerts stand in the texts side by side; what has no counterpart is folded away there.
  const goToPlace = (place) => {
    if (!place) return false;
    if (isInline()) byId("view-facing").checked = true;
    const folded = place.closest("details");
    if (folded) folded.open = true;
    place.tabIndex = -1;
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
    return true;
  };
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href*="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = link.getAttribute("href");
    const at = address.indexOf("#");
    if (at && !(more && address.startsWith(more))) return;
    const hash = address.slice(at);
    const line = /^#l(\d+)$/.exec(hash);
    if (line) {
      event.preventDefault();
      return void goToLine(Number(line[1]));
    }
    if (follow(hash)) return event.preventDefault();
    if (!at || !find('a.load[data-part="texts"]')) return;
    event.preventDefault();
    load("texts").then(() => follow(hash) || byId(hash.slice(1))?.scrollIntoView({ block: "center" }));
  });

  // Sorting.
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.toLocaleLowerCase() : Number(cell.dataset.value);
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
  const sort = (table, heading) => {
    const descending = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const sorted = [...table.tBodies[0].rows].map((row, at) => ({ row, at, value: valueOf(row, heading.cellIndex) }));
    sorted.sort((a, b) => (descending ? -1 : 1) * compare(a.value, b.value) || a.at - b.at);
    const body = document.createDocumentFragment();
    for (const { row } of sorted) body.append(row);
    table.tBodies[0].append(body);
    say(`Sorted by ${heading.textContent}, ${heading.getAttribute("aria-sort")}`);
  };
  const wireSorting = (table) => {
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      button.addEventListener("click", () => sort(table, heading));
      heading.replaceChildren(button);
      if (!heading.hasAttribute("aria-sort")) heading.setAttribute("aria-sort", "none");
    }
  };

  // Filtering.
  let filters = null;
  const field = (name) => filters.querySelector(`[name="${name}"]`);
  let lines = null; // what the filter reads of each row, read once
  const filter = () => {
    lines ??= rows.map((row) => ({
      row,
      number: Number(row.id.slice(1)),
      kind: row.cells[3].textContent,
      probability: Number(row.cells[4].dataset.value),
      words: `${row.cells[1].textContent}\n${row.cells[2].textContent}`.toLocaleLowerCase(),
    }));
    const kind = field("kind").value;
    const least = Number(field("least").value);
    const words = field("words").value.trim().toLocaleLowerCase();
    filtered = new Set();
    for (const one of lines) {
      one.row.hidden = (kind && one.kind !== kind) || one.probability < least || !one.words.includes(words);
      if (one.row.hidden) filtered.add(one.number);
    }
    find(".shown").textContent = `${rows.length - filtered.size} of ${rows.length} shown`;
  };
  const reset = () => {
    field("kind").value = "";
    field("least").value = "0";
    field("words").value = "";
    filter();
  };
  const wireLedger = () => {
    const ledger = find("table.ledger");
    if (!ledger) return;
    rows = [...ledger.tBodies[0].rows];
    wireSorting(ledger);
    filters = find(".filters");
    for (const kind of [...new Set(rows.map((row) => row.cells[3].textContent))].sort()) field("kind").add(new Option(kind, kind));
    filters.hidden = false;
    filters.addEventListener("input", filter);
    field("reset").addEventListener("click", reset);
    filter();
  };
  wireLedger();

  // Keys. Single keys can be turned off (WCAG 2.1.4); other scripts read `data-keys` of the evidence.
  const actions = {
    n: () => stepSubstitution(1),
    p: () => stepSubstitution(-1),
    j: () => stepPassage(1),
    k: () => stepPassage(-1),
    "?": () => keys.showModal(),
  };
  const isTyping = (target) => target.closest?.('textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])');
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hideTip();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (root.dataset.keys === "off" || document.querySelector("dialog[open]") || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
  const opener = find(".open-keys");
  opener.hidden = false;
  opener.addEventListener("click", () => keys.showModal());
  keys.querySelector('[name="close"]').addEventListener("click", () => keys.close());
  keys.querySelector('[name="single-keys"]').addEventListener("change", (event) => {
    root.dataset.keys = event.target.checked ? "on" : "off";
  });

  // A printed page folds nothing away.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...root.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => { for (const one of folded) one.open = false; });
})();
