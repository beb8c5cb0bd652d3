/* Follows a link to a row, or to what is said of one: marks it, opens what there is to read, and what it is folded into. */
(() => {
  function placeOf(hash) {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null; /* a lone % */
    }
  }

  function arrive() {
    for (const old of document.querySelectorAll(".bd-row.is-target")) old.classList.remove("is-target");
    const place = placeOf(location.hash)?.closest(".bd-row, .bd-find");
    if (!place) return;
    place.classList.toggle("is-target", place.matches(".bd-row"));
    const hidden = [];
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      if (!fold.open) hidden.push(fold);
    }
    for (const fold of [...hidden, ...place.querySelectorAll("details")]) fold.open = true;
    place.scrollIntoView({ block: "start" });
  }

  /* `?ask=line:5` asks the breakdown that the link leads to, else the first one. */
  function askOf() {
    const key = new URLSearchParams(location.search).get("ask");
    const root = key && (placeOf(location.hash)?.closest("[data-bd]") ?? document.querySelector("[data-bd]"));
    if (root) window.dockerlayers.ask(root, key);
  }

  /* Where Material swaps pages, it tells of links within a page through location$ alone. */
  let page;
  window.dockerlayers.onEveryPage(() => {
    page = location.pathname;
    arrive();
    askOf();
  });
  addEventListener("hashchange", arrive);
  window.location$?.subscribe(({ pathname }) => { if (pathname === page) arrive(); });
})();
