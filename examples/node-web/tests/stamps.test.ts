import assert from "node:assert/strict";
import { test } from "node:test";

import { FULL, say, Stamps } from "../src/stamps.ts";

test("stamps are counted for each name", () => {
  const stamps = new Stamps();
  stamps.add("고래");
  stamps.add("고래");
  assert.equal(stamps.find("고래").count, 2);
  assert.equal(stamps.find("펭귄").count, 0);
});

test("what is left is told, and when the card is full", () => {
  assert.equal(say({ name: "고래", count: 1 }), "고래 님, 9개 남았습니다.");
  assert.equal(say({ name: "고래", count: FULL }), "고래 님, 다 모았습니다!");
});
