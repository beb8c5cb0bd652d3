// Tells on what it runs, and that this is still mended.
const [major] = process.versions.node.split(".").map(Number);
const words = ["Node.js", String(major)].toSorted((a, b) => a.localeCompare(b));
console.log(`${words.join(" · ")}에서 실행합니다.`);
