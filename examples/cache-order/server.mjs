import { serve } from "@hono/node-server";
import { Hono } from "hono";

const app = new Hono();
app.get("/", (context) => context.text("안녕하세요?"));

const server = serve({ fetch: app.fetch, port: 3000 });
process.on("SIGTERM", () => server.close(() => process.exit(0)));
