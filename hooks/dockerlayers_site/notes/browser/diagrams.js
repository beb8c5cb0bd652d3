/**
 * Diagrams, drawn by Mermaid from their source, which stays below the drawing. Without this script, and where one cannot
 * be drawn, the source is there as code.
 *
 * Mermaid works in a frame that may load nothing but Mermaid itself: a diagram can name pictures and fonts of other
 * hosts, which it would ask for while it draws. What comes out is looked through once more, and put where the page's
 * styles do not reach it.
 */

"use strict";

(() => {
  const SOURCES = ".note-diagram";
  const SMALLEST = 0.6;
  const { bundle } = document.currentScript.dataset;

  /** When pages are swapped, this runs again: what is there already draws the new page. */
  if (window.dockerlayersDiagrams) {
    window.dockerlayersDiagrams();
    return;
  }

  /** What this script says; the build puts it in. */
  const WORDS = DIAGRAM_WORDS;
  const BUNDLE = new URL(bundle, location.href).href.replace(/[;,]/g, encodeURIComponent);
  const LINK = /^(https?:|mailto:|[#/.?])/i;
  const LOADS = /@import|url\(\s*["']?(?!["']?#)|image-set\(/i;

  /* The grey of what C4 calls external: Mermaid's own is too light for the white on it. */
  const GREYS = Object.fromEntries(["person", "system", "container", "component"].flatMap((one) =>
    ["", "_db", "_queue"].map((kind) => [`external_${one}${kind}_bg_color`, "#666"])));
  /* Hues of what has no meaning of its own, such as the parts of a pie: neighbours differ. */
  const HUES = [230, 150, 35, 290, 185, 15, 60, 330, 200, 100, 260, 0];

  let loaded;
  let number = 0;

  /** Return Mermaid, loaded in a frame of its own. */
  function load() {
    loaded ??= new Promise((done, fail) => {
      const frame = document.createElement("iframe");
      frame.className = "note-diagram-frame";
      frame.tabIndex = -1;
      frame.setAttribute("aria-hidden", "true");
      const policy = `default-src 'none'; script-src ${BUNDLE}; style-src 'unsafe-inline'`;
      frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">`;
      frame.addEventListener("load", () => {
        const script = frame.contentDocument.createElement("script");
        script.src = BUNDLE;
        script.addEventListener("load", () => done(frame.contentWindow.mermaid));
        script.addEventListener("error", () => fail(new Error(BUNDLE)));
        frame.contentDocument.body.append(script);
      }, { once: true });
      document.body.append(frame);
    });
    return loaded;
  }

  function isDark() {
    const { body, documentElement: root } = document;
    return body.dataset.mdColorScheme === "slate" || root.dataset.bsTheme === "dark";
  }

  /** Nothing of a drawing runs, asks a host, or leads where a link may not. */
  function clean(svg) {
    const drawing = new DOMParser().parseFromString(svg, "text/html").querySelector("svg");
    for (const one of drawing.querySelectorAll("*")) {
      if (/^(script|iframe|object|embed|image|img|video|audio|link|meta|base|form|input)$/i.test(one.localName)) one.remove();
      else if (one.localName === "style" && LOADS.test(unescapeStyle(one.textContent))) one.remove();
      else for (const { name, value } of [...one.attributes]) if (!isHarmless(name, value)) one.removeAttribute(name);
    }
    return drawing;
  }

  const unescapeStyle = (text) => text.replace(/\\([0-9a-f]{1,6})\s?|\\/gi, (_, code) => (code ? String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)) : ""));

  function isHarmless(name, value) {
    if (name.startsWith("on") || /^(src|srcset|srcdoc|action|formaction|background|poster)$/i.test(name)) return false;
    return /href$/i.test(name) ? LINK.test(value.trim()) : !LOADS.test(unescapeStyle(value));
  }

  /** The colours of the page as they are now: Mermaid reckons with colours, so it can take no variables. */
  function coloursOf(source, dark) {
    const probe = source.appendChild(document.createElement("span"));
    const read = (name) => {
      probe.style.color = `var(--dl-${name})`;
      return getComputedStyle(probe).color;
    };
    const [bg, sheet, grey, fg, line, edge, hair] = ["bg", "bg-sheet", "bg-code", "fg", "fg-2", "edge", "hair"].map(read);
    const [layer, done, crit, note, error] = ["layer", "cached", "rebuilt", "finding", "error"].map((name) => [read(name), read(`${name}-soft`)]);
    probe.remove();
    return {
      darkMode: dark, background: bg, textColor: fg, titleColor: fg, lineColor: line, arrowheadColor: line,
      primaryColor: layer[1], primaryTextColor: fg, primaryBorderColor: layer[0],
      secondaryColor: grey, secondaryTextColor: fg, secondaryBorderColor: edge,
      tertiaryColor: sheet, tertiaryTextColor: fg, tertiaryBorderColor: edge,
      edgeLabelBackground: bg, relationLabelBackground: bg, sequenceNumberColor: bg, signalColor: line, rowOdd: bg, rowEven: sheet,
      noteBkgColor: note[1], noteBorderColor: note[0], noteTextColor: fg, errorBkgColor: error[1], errorTextColor: error[0],
      altSectionBkgColor: bg, gridColor: hair, excludeBkgColor: grey, todayLineColor: error[0], vertLineColor: line,
      taskBkgColor: grey, taskBorderColor: edge, taskTextClickableColor: layer[0],
      activeTaskBkgColor: layer[1], activeTaskBorderColor: layer[0],
      doneTaskBkgColor: done[1], doneTaskBorderColor: done[0], critBkgColor: crit[1], critBorderColor: crit[0],
      archEdgeColor: line, archEdgeArrowColor: line, archGroupBorderColor: edge,
      pieStrokeColor: bg, pieOuterStrokeColor: edge, pieOpacity: "1",
      quadrant2Fill: grey, quadrant3Fill: sheet, quadrant4Fill: grey,
      quadrant2TextFill: fg, quadrant3TextFill: fg, quadrant4TextFill: fg,
      xyChart: { plotColorPalette: HUES.map((hue) => hsl(hue, dark ? 65 : 40).replaceAll(",", "")).join() },
      packet: { startByteColor: line, endByteColor: line, labelColor: fg, titleColor: fg, blockStrokeColor: edge, blockFillColor: layer[1] },
      ...Object.fromEntries(HUES.flatMap((hue, nth) => {
        const ground = hsl(hue, dark ? 26 : 84);
        const mark = hsl(hue, dark ? 72 : 70);
        return [
          [`cScale${nth}`, ground], [`cScaleLabel${nth}`, fg], [`cScalePeer${nth}`, ground], [`cScaleInv${nth}`, mark],
          [`git${nth}`, mark], [`gitBranchLabel${nth}`, "#111"], [`pie${nth + 1}`, ground], [`fillType${nth}`, ground],
        ];
      })),
    };
  }

  const hsl = (hue, lightness) => `hsl(${hue}, 45%, ${lightness}%)`;

  /** The parts around a diagram: made once, and filled again when the colours of the page change. */
  function frameOf(source) {
    const own = source.querySelector(":scope > .note-diagram-drawing");
    if (own) return own;
    const drawing = document.createElement("div");
    drawing.className = "note-diagram-drawing";
    drawing.attachShadow({ mode: "open" });
    const fold = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = WORDS["diagram-source"];
    fold.append(summary, ...source.childNodes);
    source.append(drawing, fold);
    return drawing;
  }

  async function draw(source) {
    const text = source.querySelector("pre code").textContent;
    const dark = isDark();
    if (source.dataset.drawn === String(dark)) return;
    source.dataset.drawn = dark;
    try {
      const mermaid = await load();
      mermaid.initialize({
        startOnLoad: false,
        securityLevel: "strict",
        theme: "base",
        themeVariables: coloursOf(source, dark),
        c4: GREYS,
        fontFamily: getComputedStyle(source).fontFamily,
      });
      const { svg } = await mermaid.render(`note-diagram-${number += 1}`, text);
      if (source.dataset.drawn !== String(dark)) return;
      show(frameOf(source), clean(svg), text);
    } catch (error) {
      refuse(source, error);
    }
  }

  function show(drawing, svg, text) {
    const width = parseFloat(svg.style.maxWidth) || 0;
    const styles = document.createElement("style");
    // As small as it takes to fit, and never so small that it cannot be read: it scrolls then.
    // C4 and Sankey have colours of their own, which the dark swallows.
    styles.textContent = `svg { display: block; margin: auto; min-width: ${width * SMALLEST}px; height: auto; }
      [fill="#444444"] { fill: var(--dl-fg-2); } [stroke="#444444"] { stroke: var(--dl-fg-2); }
      .links > .link { mix-blend-mode: normal !important; }`;
    drawing.shadowRoot.replaceChildren(styles, svg);
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", nameOf(text));
  }

  function nameOf(text) {
    const title = text.match(/^\s*(?:accTitle\s*:|title\s*:?)\s*(.+)$/m);
    return title ? `${WORDS.diagram}: ${title[1].trim()}` : WORDS.diagram;
  }

  function refuse(source, error) {
    if (source.querySelector(".note-diagram-failed")) return;
    const said = document.createElement("p");
    said.className = "note-diagram-failed";
    said.textContent = `${WORDS["diagram-failed"]} ${String(error?.message ?? error).split("\n")[0].replace(/:$/, ".")}`;
    source.prepend(said);
  }

  /** One after the other: what Mermaid is told of colours holds for all that it draws. */
  let queue = Promise.resolve();
  function drawAll() {
    for (const source of document.querySelectorAll(SOURCES)) queue = queue.then(() => draw(source));
  }

  const watcher = new MutationObserver(drawAll);
  watcher.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  watcher.observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  window.dockerlayersDiagrams = drawAll;
  drawAll();
})();
