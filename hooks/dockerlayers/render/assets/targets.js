/* The image as a strip above the sheet, and the choice of what is built: each panel tells what its target makes. */
(() => {
  function drawStrip(root, panel) {
    const segments = [...panel.querySelectorAll(".bd-names [data-for]")].reverse().map((link) => {
      const segment = document.createElement("a");
      const chip = link.querySelector(".bd-chip");
      segment.className = link.closest(".bd-base") ? "bd-seg bd-seg--base" : "bd-seg";
      segment.href = link.getAttribute("href");
      segment.dataset.for = link.dataset.for;
      segment.title = link.querySelector(".bd-name").firstChild.textContent;
      segment.textContent = chip.textContent;
      for (const hidden of [` ${segment.title}`, ""]) {
        const words = document.createElement("span");
        words.className = hidden ? "bd-sr" : "bd-sr bd-tell";
        words.textContent = hidden;
        segment.append(words);
      }
      return segment;
    });
    root.querySelector(".bd-strip").replaceChildren(root.querySelector(".bd-strip > span"), ...segments);
  }

  function numberRows(root, bar, panel) {
    const layers = [...panel.querySelectorAll(".bd-names > :not(.bd-base) [data-for]")].reverse();
    const numbers = new Map(layers.map((link, index) => [link.dataset.for, `L${index + 1}`]));
    for (const mark of root.querySelectorAll(".bd-row .bd-mark--layer")) {
      mark.firstChild.data = numbers.get(mark.closest(".bd-row").dataset.line) ?? bar.dataset.temporary;
    }
  }

  function tellFates(root, bar, panel, isFirst) {
    const fates = panel.dataset.fates.split(" ");
    for (const element of root.querySelectorAll("[data-stage]")) {
      const fate = fates[element.dataset.stage];
      element.classList.toggle("bd-out", fate === "absent" || fate === "not-built");
      element.classList.toggle("bd-unbuilt", fate === "not-built");
      element.toggleAttribute("data-switched", !isFirst);
      const words = element.querySelector(".bd-fate");
      if (words) words.textContent = bar.getAttribute(`data-${fate}`);
    }
  }

  window.dockerlayers.add((root) => {
    const bar = root.querySelector(".bd-bar");
    const panels = [...root.querySelectorAll(".bd-panel")];
    if (!bar) return;

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
      drawStrip(root, chosen);
      root.dispatchEvent(new Event("bd-target"));
    }

    drawStrip(root, panels[0]);
    const select = root.querySelector(".bd-pick-target");
    if (!select) return;
    for (const panel of panels) {
      const option = document.createElement("option");
      option.textContent = panel.dataset.name;
      select.append(option);
    }
    select.addEventListener("change", () => choose(panels[select.selectedIndex]));
  });
})();
