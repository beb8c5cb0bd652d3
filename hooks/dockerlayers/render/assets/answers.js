/* «What if this changes?»: a line, a file that is copied, a base image. What is rebuilt stands in `data-re` and `data-may` of
   what is asked about, the answer in words beside it. */
(() => {
  const { add, addButton, keyOf, marked } = window.dockerlayers;
  const listOf = (text) => new Set((text ?? "").split(" ").filter(Boolean));
  const LONGEST = 40;

  /* A range of lines is not broken behind its dash. */
  const inPieces = (text) => text.split(/(\d+–\d+)/).map((piece, nth) => {
    if (nth % 2 === 0) return piece;
    const range = document.createElement("span");
    range.className = "bd-range";
    range.textContent = piece;
    return range;
  });

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

  /* The word stands behind the row's sentence, and in front of what unfolds. */
  function wordOf(element) {
    const found = element.querySelector(":scope > .bd-state");
    if (found) return found;
    const word = document.createElement("span");
    word.className = "bd-state";
    element.querySelector(":scope > .bd-say, :scope > .bd-code, :scope > .bd-src, :scope > .bd-stage").after(word);
    return word;
  }

  function put(element, state, words) {
    if (state) element.dataset.state = state;
    else delete element.dataset.state;
    if (element.matches(".bd-row, summary")) wordOf(element).textContent = state ? words[state] : "";
  }

  /* The lanes of what is built anew are warm where they pass by, or turn into a row. */
  function warm(rows, states) {
    const lanes = [false, false, false];
    let list = null;
    for (const row of rows) {
      const own = row.parentElement;
      const lane = [0, 1, 2].find((one) => own.matches(`.bd-c${one}`));
      const isBuilt = ["changed", "rebuild"].includes(states.get(keyOf(row)));
      row.dataset.hot = lanes.flatMap((hot, one) => (hot && one !== lane ? one : [])).join(" ");
      if (own !== list) lanes[lane] = false;
      lanes[lane] ||= isBuilt && !row.querySelector(".bd-mark--meta");
      list = own;
    }
  }

  /* Ask a question that a link names: `line:5`, `file:app.py`, `base:node:22`. */
  const asks = new WeakMap();

  add((root) => {
    const box = root.querySelector(".bd-reply");
    if (!box) return;
    const words = root.querySelector(".bd-bar").dataset;
    const rows = [...root.querySelectorAll(".bd-row")];
    const status = box.querySelector(".bd-status");
    const clear = addButton(box, "bd-clear", box.dataset.clear);
    const select = root.querySelector(".bd-pick-question");
    const questions = [];
    let question = null;
    let from = null;

    function answerOf(states) {
      if (!root.matches("[data-switched]") || root.querySelector(".bd-unbuilt") === null) return question.answer;
      const count = (name) => [...states.values()].filter((one) => one === name).length;
      return words.tally.replace("{rebuilt}", count("rebuild") + count("changed")).replace("{maybe}", count("maybe"));
    }

    function say(asked, answer) {
      const strong = document.createElement("span");
      strong.className = "bd-asked";
      strong.textContent = asked;
      status.replaceChildren(...(asked ? [strong, " ", ...inPieces(answer)] : []));
    }

    function show() {
      const states = new Map(rows.map((row) => [keyOf(row), question ? stateOf(row, question) : ""]));
      for (const element of marked(root)) put(element, states.get(keyOf(element)), words);
      warm(rows, states);
      for (const fold of root.querySelectorAll(".bd-fold")) {
        const inside = new Set([...fold.querySelectorAll(".bd-row")].map((row) => states.get(keyOf(row))));
        put(fold.firstElementChild, ["changed", "rebuild", "maybe"].find((one) => inside.has(one)) ?? "", words);
      }
      root.classList.toggle("is-asked", question !== null);
      if (question) root.dataset.asked = question.key;
      else delete root.dataset.asked;
      box.classList.toggle("is-on", question !== null);
      clear.hidden = !question;
      select.selectedIndex = questions.indexOf(question) + 1;
      select.classList.toggle("is-on", question !== null);
      say(question?.asked, question && answerOf(states));
      for (const one of questions) one.button?.setAttribute("aria-pressed", String(one === question));
    }

    function ask(chosen, by) {
      [question, from] = [chosen, by];
      show();
      if (by !== select) clear.focus({ preventScroll: true });
    }

    function stop() {
      const back = from;
      [question, from] = [null, null];
      show();
      back?.focus({ preventScroll: true });
    }

    function add(group, name, key, element, asked, answer) {
      const { re, may } = element.dataset;
      const one = { element, key, asked, answer, rebuilt: listOf(re), maybe: listOf(may), button: null };
      questions.push(one);
      group.append(new Option(name));
      return one;
    }

    function groupOf(label, entries, addEntry) {
      const group = document.createElement("optgroup");
      group.label = label;
      for (const entry of entries) addEntry(group, entry);
      if (entries.length) select.append(group);
    }

    function addRow(group, row) {
      const line = (text) => text.replace("{line}", row.value);
      const code = [...row.querySelectorAll(".bd-line")].find((one) => one.querySelector(".bd-no"));
      const text = (code?.textContent ?? "").trim();
      const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
      const one = add(group, `${line(words.number)} ${short}`, `line:${row.value}`, row, line(words.asked), row.querySelector(".bd-if")?.textContent ?? "");
      one.button = addButton(row, "bd-ask", words.askShort);
      one.button.setAttribute("aria-label", line(words.ask));
      one.button.setAttribute("aria-pressed", "false");
      one.button.addEventListener("click", () => ask(one, one.button));
    }

    const entries = (kind) => [...root.querySelectorAll(`.bd-changes > [data-kind="${kind}"]`)].filter((one) => "re" in one.dataset);
    const keyOfEntry = (entry) => `${entry.dataset.kind}:${entry.querySelector("code") ? entry.textContent : "*"}`;
    const addEntry = (group, entry) => add(group, entry.textContent, keyOfEntry(entry), entry, entry.dataset.asked, entry.nextElementSibling.textContent);
    groupOf(words.file, entries("file"), addEntry);
    groupOf(words.line, rows.filter((row) => "re" in row.dataset), addRow);
    groupOf(words.base, entries("base"), addEntry);
    select.addEventListener("change", () => (select.selectedIndex ? ask(questions[select.selectedIndex - 1], select) : stop()));
    asks.set(root, (key) => {
      const chosen = questions.find((one) => one.key === key);
      if (chosen && chosen !== question) ask(chosen, select);
    });
    clear.hidden = true;
    clear.addEventListener("click", stop);
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && question && !root.querySelector(":popover-open")) stop();
    });
    root.addEventListener("bd-target", show);
    select.hidden = questions.length === 0;
  });

  window.dockerlayers.ask = (root, key) => {
    window.dockerlayers.refresh([root]);
    asks.get(root)?.(key);
  };
})();
