import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";

const year = 365 * 24 * 3_600;
const notBuilt =
  "The screens are not built yet. Run `npm run build` in the checkout, then load this page again.\n";

/**
 * The built UI. Files under `/assets/` carry a hash in their names and are kept for a year; the page
 * itself is always asked for anew, and answers every address that the UI's own router knows.
 */
export function serveScreens(directory: string): Hono {
  const app = new Hono();
  app.use(compress());
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // Mantine sets its theme and positions in style elements and attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      // The address of the first-run page holds the setup code.
      referrerPolicy: "no-referrer",
      strictTransportSecurity: false,
    }),
  );
  if (!existsSync(join(directory, "index.html"))) {
    app.get("*", (context) => context.text(notBuilt, 503));
    return app;
  }
  app.use("/assets/*", async (context, next) => {
    await next();
    if (context.res.ok) context.header("cache-control", `public, max-age=${year}, immutable`);
  });
  app.use(serveStatic({ root: directory, onFound: (_, context) => revalidate(context) }));
  app.get("/assets/*", (context) => context.text("There is no such file.\n", 404));
  app.get(
    "*",
    serveStatic({
      root: directory,
      path: "index.html",
      onFound: (_, context) => revalidate(context),
    }),
  );
  return app;
}

function revalidate(context: { header(name: string, value: string): void }): void {
  context.header("cache-control", "no-cache");
}
