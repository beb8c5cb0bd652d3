/* Copies the Dockerfile, or the lines of it that are shown, and the commands. */
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

  window.dockerlayers.sourceOf = sourceOf;

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

  async function press(button, words, textOf) {
    await copy(textOf());
    button.focus({ preventScroll: true });
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  }

  window.dockerlayers.add((root) => {
    const tools = root.querySelector(".bd-tools");
    if (!tools) return;
    const words = tools.dataset;
    for (const command of root.querySelectorAll(".bd-cmd")) {
      const text = command.textContent;
      const button = window.dockerlayers.addButton(command, "bd-tool bd-tool--copy", words.copy);
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", () => press(button, words, () => text));
    }
    const button = tools.querySelector(".bd-tool--copy");
    button.addEventListener("click", () => press(button, words, () => sourceOf(root)));
  });
})();
