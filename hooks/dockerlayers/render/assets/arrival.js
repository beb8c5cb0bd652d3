/* Follows a link to a row: marks the row, opens what there is to read of it, and what it is folded into. */
(() => {
  function arrive() {
    for (const old of document.querySelectorAll(".bd-row.is-target")) old.classList.remove("is-target");
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const row = place?.closest(".bd-row");
    if (!row) return;
    row.classList.add("is-target");
    const hidden = [];
    for (let fold = row.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      if (!fold.open) hidden.push(fold);
    }
    for (const fold of [...hidden, ...row.querySelectorAll("details")]) fold.open = true;
    row.scrollIntoView({ block: "start" });
  }

  addEventListener("hashchange", arrive);
  window.dockerlayers.onEveryPage(arrive);
})();
