/* Makes what is seen of the tools: the button that copies, and the choice of a target. What they do comes
   behind it, in time for who is about to use them. */
(() => {
  const { add, addButton } = window.dockerlayers;

  add((root) => {
    const tools = root.querySelector(".bd-tools");
    if (!tools) return;
    const button = addButton(tools, "bd-tool bd-tool--copy", tools.dataset.copy);
    button.setAttribute("aria-live", "polite");
    tools.querySelector(".bd-tool--link").before(button);
  });

  add((root) => {
    const select = root.querySelector(".bd-pick-target");
    if (!select) return;
    for (const panel of root.querySelectorAll(".bd-panel")) select.append(new Option(panel.dataset.name));
    select.parentElement.hidden = false;
  });
})();
