(() => {
  const places = PLACES;
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const place = decoded(location.hash.slice(1));
  const elsewhere = Object.hasOwn(places, place) && places[place];
  location.replace(elsewhere || TARGET + location.search + (location.hash || FRAGMENT));
})();
