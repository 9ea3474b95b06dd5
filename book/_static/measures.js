// Narrowing and sorting a page's table of measures (class spf-measures). The table says itself by
// what it can be narrowed: each row has data attributes, each column a name. The state stands in
// the address, so that a narrowed list can be sent as a link. Without this script the table is
// whole, in the order of its source. measures-search.js shares the first three functions.
"use strict";
const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const holds = (text, query) => plain(query).split(" ").every((word) => text.includes(word));
const make = (tag, attributes, ...children) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children);
  return element;
};
(() => {
  const table = document.querySelector("table.spf-measures");
  const form = document.querySelector("form.spf-filters");
  if (!table || !form) return;
  const valuesOf = (row, key) => (row.dataset[key] ?? "").split("|").filter(Boolean);

  // What sorts a row: the number given, or the figure shown, or else its words.
  const worth = (row, column) => {
    const cell = row.cells[column];
    const number = cell?.dataset.sort ?? cell?.querySelector("data")?.value;
    return number === undefined ? plain(cell?.textContent ?? "") : Number(number);
  };
  // Numbers come before words either way: "None" and "Not rated" are never the best or the worst.
  const compare = (a, b, sign) => {
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return sign * (typeof a === "number" ? a - b : a.localeCompare(b, "en"));
  };

  const rows = [...table.tBodies[0].rows];
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const heads = [...table.tHead.rows[0].cells];
  const keys = heads.map((head) => head.dataset.key);
  const choices = (key) => {
    const found = new Map();
    for (const row of rows) {
      const place = keys.includes(key) ? worth(row, keys.indexOf(key)) : "";
      for (const value of valuesOf(row, key)) {
        if (!found.has(value)) found.set(value, typeof place === "number" ? place : "");
      }
    }
    return [...found.keys()].sort(
      (a, b) => compare(found.get(a), found.get(b), 1) || a.localeCompare(b, "en"));
  };

  // The fields stand in the page already, empty, so that nothing moves when they come to work.
  const [text, ...selects] = form.querySelectorAll("input, select");
  selects.forEach((select) => select.append(
    ...choices(select.name).map((value) => new Option(value, value))));
  const status = form.querySelector("[role=status]");
  const clear = form.querySelector("button");

  let sort = { key: "", order: "ascending" };
  const buttons = heads.map((head) => {
    const room = head.firstElementChild;
    const button = make(
      "button", { type: "button", className: room.className }, ...room.childNodes);
    room.replaceWith(button);
    return button;
  });

  const show = () => {
    const chosen = selects.filter((select) => select.value);
    const shown = rows.filter((row) => holds(words.get(row), text.value)
      && chosen.every((select) => valuesOf(row, select.name).includes(select.value)));
    const kept = new Set(shown);
    rows.forEach((row) => { row.hidden = !kept.has(row); });
    const column = keys.indexOf(sort.key);
    const sign = sort.order === "ascending" ? 1 : -1;
    const ordered = column < 0 ? rows : [...rows].sort(
      (a, b) => compare(worth(a, column), worth(b, column), sign));
    if (ordered.some((row, place) => row !== table.tBodies[0].rows[place])) {
      table.tBodies[0].append(...ordered);
    }
    heads.forEach((head, place) => {
      if (place === column) head.setAttribute("aria-sort", sort.order);
      else head.removeAttribute("aria-sort");
    });
    const how = column < 0 ? "" : `, by ${buttons[column].textContent.toLowerCase()}, ${sort.order}`;
    const number = shown.length === rows.length ? "All " : `${shown.length} of `;
    status.textContent = shown.length
      ? `${number}${rows.length} measures${how}` : "No measure fits these filters";
    clear.disabled = !text.value && !chosen.length;
  };
  const remember = () => {
    const address = new URL(location.href);
    const state = { q: text.value.trim(), sort: sort.key, order: sort.key && sort.order };
    selects.forEach((select) => { state[select.name] = select.value; });
    for (const [name, value] of Object.entries(state)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
  };
  const update = () => { show(); remember(); };

  const asked = new URLSearchParams(location.search);
  text.value = asked.get("q") ?? "";
  selects.forEach((select) => {
    const wanted = asked.get(select.name) ?? "";
    if ([...select.options].some((option) => option.value === wanted)) select.value = wanted;
  });
  if (keys.includes(asked.get("sort"))) {
    const order = asked.get("order") === "descending" ? "descending" : "ascending";
    sort = { key: asked.get("sort"), order };
  }

  let waiting;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 200);
  });
  form.addEventListener("change", update);
  form.addEventListener("submit", (event) => { event.preventDefault(); update(); });
  clear.addEventListener("click", () => {
    [text, ...selects].forEach((control) => { control.value = ""; });
    update();
    text.focus();
  });
  // The third press brings back the order of the source.
  buttons.forEach((button, column) => button.addEventListener("click", () => {
    const key = keys[column];
    if (sort.key !== key) sort = { key, order: "ascending" };
    else if (sort.order === "ascending") sort = { key, order: "descending" };
    else sort = { key: "", order: "ascending" };
    update();
  }));
  show();
  form.inert = false;
})();
