/* Follows a link to a row: marks the row, opens what there is to read of it, and what it is folded into. */
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
    const row = placeOf(location.hash)?.closest(".bd-row");
    if (!row) return;
    row.classList.add("is-target");
    const hidden = [];
    for (let fold = row.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      if (!fold.open) hidden.push(fold);
    }
    for (const fold of [...hidden, ...row.querySelectorAll("details")]) fold.open = true;
    /* What sticks above it is as high as its text is long. */
    const root = row.closest(".bd");
    root.style.setProperty("--bd-bar", `${root.querySelector(".bd-bar")?.offsetHeight ?? 0}px`);
    row.scrollIntoView({ block: "start" });
  }

  /* Where Material swaps pages, it tells of links within a page through location$ alone. */
  let page;
  window.dockerlayers.onEveryPage(() => {
    page = location.pathname;
    arrive();
  });
  addEventListener("hashchange", arrive);
  window.location$?.subscribe(({ pathname }) => { if (pathname === page) arrive(); });
})();
