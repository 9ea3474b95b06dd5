// The measures that hold what is looked for, above the pages that do: read from the index of all
// measures, which stays the only list of them, by the same rule as its field of words.
"use strict";
(async () => {
  const place = document.querySelector(".spf-found");
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  if (!plain(query)) return;
  const index = new URL(place.dataset.index, location.href);
  const answer = await fetch(index);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const rows = [...page.querySelectorAll("table.spf-measures tbody tr")];
  const named = (row) => holds(plain(row.cells[0].textContent), query);
  const found = rows.filter((row) => holds(plain(row.textContent), query))
    .sort((a, b) => named(b) - named(a));
  if (!found.length) return;

  const keys = [...page.querySelectorAll("table.spf-measures thead th")].map((th) => th.dataset.key);
  const said = (row, key) => row.cells[keys.indexOf(key)].firstElementChild;
  const item = (row) => {
    const link = row.cells[0].querySelector("a");
    const badges = ["rating", "direction"].map((key) => said(row, key).firstElementChild);
    const about = [row.dataset.portfolio ?? row.dataset.priority, row.dataset.edition];
    return make("li", {},
      make("a", { href: new URL(link.getAttribute("href"), index).href }, link.textContent),
      make("p", { className: "spf-status" }, ...badges.map((one) => document.importNode(one, true)),
        make("span", { className: "spf-quiet" }, about.join(" · "))));
  };
  index.searchParams.set("q", query);
  const number = found.length === 1 ? "1 measure" : `${found.length} measures`;
  place.append(
    make("h2", {}, "Measures"),
    make("ul", {}, ...found.slice(0, 5).map(item)),
    make("p", {}, make("a", { href: index.href }, `${number} for “${query}” in the index of measures`)));
})();
