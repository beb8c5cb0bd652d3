/* When all breakdowns are drawn, those that are far from the view as well. */
(() => {
  const { classList } = document.documentElement;

  /* A place that a link leads to must not move. CSS alone would ask for it with `:root:has(:target)`, and a browser then
     looks through the whole page again whenever anything comes into it. */
  const lead = (url) => classList.toggle("bd-led", new URL(url).hash.length > 1);
  lead(location);
  window.navigation?.addEventListener("navigate", ({ destination, hashChange, navigationType }) => {
    /* What is only written into the address, as the section that is read, leads nowhere. */
    if (destination.sameDocument && (hashChange || navigationType !== "replace")) lead(destination.url);
  });

  /* A picture of the whole page has all of it. A browser that is about to take one tells of a resize to the size that the
     window has, or to another and at once back. */
  const AT_ONCE = 3000; /* milliseconds: a machine that is busy takes so long */
  const sizeNow = () => `${innerWidth} ${innerHeight} ${devicePixelRatio}`;
  let size = sizeNow();
  let left = { size: "", at: 0 };
  addEventListener("resize", ({ timeStamp: at }) => {
    const now = sizeNow();
    const isBack = now === left.size && at - left.at < AT_ONCE;
    classList.toggle("bd-whole", now === size || isBack);
    if (now !== size) left = { size, at };
    size = now;
  });
})();
