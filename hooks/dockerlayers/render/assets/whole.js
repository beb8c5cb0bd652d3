/* A picture of the whole page has what is far from the view as well. A browser that is about to take one tells of a resize
   to the size that the window has, or to another and at once back. */
(() => {
  const AT_ONCE = 3000; /* milliseconds: a machine that is busy takes so long */
  const sizeNow = () => `${innerWidth} ${innerHeight} ${devicePixelRatio}`;
  let size = sizeNow();
  let left = { size: "", at: 0 };
  addEventListener("resize", ({ timeStamp: at }) => {
    const now = sizeNow();
    const isBack = now === left.size && at - left.at < AT_ONCE;
    document.documentElement.classList.toggle("bd-whole", now === size || isBack);
    if (now !== size) left = { size, at };
    size = now;
  });
})();
