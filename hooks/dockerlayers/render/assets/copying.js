/* Copies the Dockerfile, or the lines of it that are shown. */
(() => {
  /* It is put together again from its lines; a number that is left out is an empty line, but for where the page says
     that lines were left out. */
  function sourceOf(root) {
    const lines = [];
    let next = 1;
    for (const element of root.querySelectorAll(".bd-line, .bd-gap")) {
      if (element.closest(".bd-was")) continue; /* of two files, the second one */
      if (element.matches(".bd-gap")) {
        next = 0;
        continue;
      }
      const number = Number(element.dataset.n);
      while (next && next++ < number) lines.push("");
      lines.push(element.textContent.replace(/\n$/, ""));
      next = number + 1;
    }
    while (next && next++ <= Number(root.dataset.lines)) lines.push("");
    return lines.join("\n") + "\n";
  }

  /* Over plain http a browser offers no clipboard; a selection can be copied there too. */
  function copySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.style.cssText = "position: fixed; inset: 0 auto auto 0; opacity: 0";
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (!copied) throw new Error("copying was refused");
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copySelection(text);
    }
  }

  window.dockerlayers.add((root) => {
    const button = root.querySelector(".bd-tool--copy");
    const label = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await copy(sourceOf(root));
      button.focus({ preventScroll: true });
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  });
})();
