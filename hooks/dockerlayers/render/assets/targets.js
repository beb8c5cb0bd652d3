/* The choice of what is built: each panel tells what its target makes. */
(() => {
  function numberRows(root, bar, panel) {
    const layers = [...panel.querySelectorAll(".bd-l-layer[data-for]")].reverse();
    const numbers = new Map(layers.map((layer, index) => [layer.dataset.for, `L${index + 1}`]));
    for (const mark of root.querySelectorAll(".bd-row > .bd-mark--layer")) {
      const number = numbers.get(mark.closest(".bd-row").dataset.line);
      mark.textContent = number ?? "";
      mark.title = number ? bar.dataset.layer : bar.dataset.temporary;
      if (number) mark.removeAttribute("role");
      else mark.setAttribute("role", "img");
    }
  }

  function tellFates(root, bar, panel, isFirst) {
    const fates = panel.dataset.fates.split(" ");
    root.toggleAttribute("data-switched", !isFirst);
    for (const element of root.querySelectorAll("[data-stage]")) {
      const fate = fates[element.dataset.stage];
      element.classList.toggle("bd-out", fate === "absent" || fate === "not-built");
      element.classList.toggle("bd-unbuilt", fate === "not-built");
      const words = element.querySelector(".bd-fate");
      if (words) words.textContent = bar.getAttribute(`data-${fate}`);
    }
  }

  window.dockerlayers.add((root) => {
    const select = root.querySelector(".bd-pick-target");
    if (!select) return;
    const bar = root.querySelector(".bd-bar");
    const panels = [...root.querySelectorAll(".bd-panel")];

    function choose(chosen) {
      for (const panel of panels) {
        const fold = panel.closest(".bd-other");
        if (fold) {
          fold.open = panel === chosen;
          fold.hidden = chosen !== panels[0] && panel !== chosen;
        } else {
          panel.hidden = panel !== chosen;
        }
      }
      tellFates(root, bar, chosen, chosen === panels[0]);
      numberRows(root, bar, chosen);
      root.dispatchEvent(new Event("bd-target"));
    }

    select.addEventListener("change", () => choose(panels[select.selectedIndex]));
    if (select.selectedIndex > 0) choose(panels[select.selectedIndex]);
  });
})();
