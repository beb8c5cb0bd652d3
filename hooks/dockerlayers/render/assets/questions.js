/* «What if this changes?»: a line, or a file that is copied. The rows that are rebuilt stand in `data-re` and `data-may`
   of what is asked about, the answer in words beside it. */
(() => {
  const { add, keyOf, marked } = window.dockerlayers;
  const listOf = (text) => new Set((text ?? "").split(" ").filter(Boolean));

  function stateOf(row, question) {
    if (row === question.element) return "changed";
    if (row.closest(".bd-unbuilt")) return "";
    const key = keyOf(row);
    if (question.rebuilt.has(key)) return "rebuild";
    if (question.maybe.has(key)) return "maybe";
    const mark = row.querySelector(".bd-mark");
    if (mark.matches(".bd-mark--none")) return "";
    return mark.matches(".bd-mark--meta") ? "meta" : "cached";
  }

  function chipOf(row) {
    const found = row.querySelector(".bd-state");
    if (found) return found;
    const chip = document.createElement("span");
    chip.className = "bd-state";
    row.querySelector(".bd-rail").append(chip);
    return chip;
  }

  add((root) => {
    const bar = root.querySelector(".bd-bar");
    if (!bar) return;
    const rows = [...root.querySelectorAll(".bd-row")];
    const status = bar.querySelector(".bd-status");
    const clear = bar.querySelector(".bd-clear");
    const files = root.querySelector(".bd-pick-file");
    const hint = status.textContent;
    let question = null;

    function answerOf(states) {
      if (!root.querySelector(".bd-unbuilt[data-switched]")) return question.answer;
      const count = (name) => [...states.values()].filter((one) => one === name).length;
      return bar.dataset.tally.replace("{rebuilt}", count("rebuild") + count("changed")).replace("{maybe}", count("maybe"));
    }

    function show() {
      const states = new Map(rows.map((row) => [keyOf(row), question ? stateOf(row, question) : ""]));
      for (const element of marked(root)) {
        const state = states.get(keyOf(element));
        if (state) element.dataset.state = state;
        else delete element.dataset.state;
        const chip = element.matches(".bd-row") ? chipOf(element) : element.querySelector(".bd-tell");
        if (chip) chip.textContent = state ? bar.dataset[state] : "";
      }
      for (const button of root.querySelectorAll(".bd-ask")) {
        button.setAttribute("aria-pressed", String(button.closest(".bd-row") === question?.element));
      }
      if (files && !question?.file) files.value = "";
      clear.hidden = !question;
      status.textContent = question ? question.prefix + answerOf(states) : hint;
    }

    function ask(element, prefix, answer, file = false) {
      question = { element, prefix, answer, file, rebuilt: listOf(element.dataset.re), maybe: listOf(element.dataset.may) };
      show();
    }

    function stop() {
      const asked = question;
      question = null;
      show();
      return asked?.file ? files : asked?.element.querySelector(".bd-ask");
    }

    function addButton(row) {
      const button = document.createElement("button");
      button.className = "bd-ask";
      button.type = "button";
      button.title = bar.dataset.ask.replace("{line}", row.value);
      button.setAttribute("aria-label", button.title);
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        if (question?.element === row) stop();
        else ask(row, bar.dataset.asked.replace("{line}", row.value), row.querySelector(".bd-if")?.textContent ?? "");
      });
      row.querySelector(".bd-say").after(button);
    }

    function addFile(entry) {
      const option = document.createElement("option");
      option.textContent = entry.querySelector("dt").textContent;
      files.append(option);
      option.addEventListener("bd-ask", () => {
        ask(entry, `${option.textContent}: `, entry.querySelector("dd").textContent, true);
      });
    }

    rows.filter((row) => "re" in row.dataset).forEach(addButton);
    root.querySelectorAll(".bd-files > [data-re]").forEach(addFile);
    files?.addEventListener("change", () => {
      if (files.selectedIndex) files.selectedOptions[0].dispatchEvent(new Event("bd-ask"));
      else stop();
    });
    clear.addEventListener("click", () => stop()?.focus({ preventScroll: true }));
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && question) stop();
    });
    root.addEventListener("bd-target", show);
    root.querySelectorAll(".bd-bar, .bd-picks, .bd-key-ask").forEach((element) => { element.hidden = false; });
  });
})();
