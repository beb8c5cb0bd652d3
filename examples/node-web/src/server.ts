import { serve } from "@hono/node-server";
import { Hono } from "hono";

import { say, Stamps } from "./stamps.ts";

const stamps = new Stamps();
const app = new Hono();

app.get("/healthz", (context) => context.text("ok"));
app.get("/:name", (context) => context.text(say(stamps.find(context.req.param("name")))));
app.post("/:name", (context) => context.text(say(stamps.add(context.req.param("name")))));

const server = serve({ fetch: app.fetch, port: 3000 }, () => console.log("http://127.0.0.1:3000/"));

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => server.close(() => process.exit(0)));
}
