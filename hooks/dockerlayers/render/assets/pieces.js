/* What belongs together lights up: a row and its layer; the words of a command and what is told of them. Pressing a word opens
   its piece. */
(() => {
  const { add, keyOf, marked } = window.dockerlayers;

  /* A row and its layers, from either side. */
  add((root) => {
    function light(event) {
      const from = event.target.closest?.("[data-line], [data-for]");
      const key = from && root.contains(from) ? keyOf(from) : undefined;
      for (const element of marked(root)) {
        element.classList.toggle("is-on", key !== undefined && keyOf(element) === key);
      }
    }
    for (const name of ["pointerover", "focusin", "pointerleave"]) root.addEventListener(name, light);
  });

  add((root) => {
    const pieceOf = (word) => word.closest(".bd-row").querySelector(`.bd-pieces > [data-w="${word.dataset.w}"]`);

    function mark(event) {
      const word = event.target.closest?.("[data-w]");
      const row = word?.closest(".bd-row");
      for (const old of root.querySelectorAll(".is-word")) old.classList.remove("is-word");
      row?.querySelectorAll(`[data-w="${word.dataset.w}"]`).forEach((one) => one.classList.add("is-word"));
    }
    for (const name of ["pointerover", "focusin", "pointerleave"]) root.addEventListener(name, mark);

    root.addEventListener("click", (event) => {
      const word = event.target.closest(".bd-code [data-w]");
      if (!word || !getSelection().isCollapsed) return;
      const piece = pieceOf(word);
      if (!piece) return;
      piece.closest("details").open = true;
      piece.focus({ preventScroll: true });
      piece.scrollIntoView({ block: "nearest" });
    });

    /* In a fold that is shut nothing takes the focus, so that this need not wait until it opens. */
    for (const piece of root.querySelectorAll(".bd-pieces > [data-w]")) piece.tabIndex = 0;
  });
})();
