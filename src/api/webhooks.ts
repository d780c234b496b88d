import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Problem, problemResponse } from "./problem.ts";

export interface WebhookPort {
  /** The secret in the account's hook address; null where there is no such account. */
  secretOf(account: string): Promise<string | null>;
  /** Resolves as soon as the body is safe on disk; rejects where nothing can keep it. */
  keep(account: string, body: string): Promise<void>;
}

const path = "/hooks/amo/:account/:secret";
const BODY_BYTES_MAX = 2 ** 20;
const tooLarge = new Problem("body_too_large", { detail: "A webhook has at most 1 MB." });

/**
 * `POST /hooks/amo/{account}/{secret}`. The CRM waits two seconds and disables a hook that fails too
 * often, so the body is stored as it came and read later: what cannot be understood is kept, marked
 * and still answered 200. Only where nothing can be kept at all is the CRM asked to repeat (503).
 */
export function receiveWebhooks(port: WebhookPort): Hono {
  const app = new Hono();
  app.post(
    path,
    bodyLimit({
      maxSize: BODY_BYTES_MAX,
      onError: () => problemResponse(tooLarge),
    }),
    async (context) => {
      const { account, secret } = context.req.param();
      const expected = await port.secretOf(account);
      if (!isSame(secret, expected)) return context.notFound();
      // PostgreSQL keeps every character but this one.
      const body = (await context.req.text()).replaceAll("\0", "\uFFFD");
      await port.keep(account, body);
      return context.text("ok\n");
    },
  );
  app.all(path, () => problemResponse(new Problem("method_not_allowed"), { allow: "POST" }));
  return app;
}

/** Compares in constant time; hashing first makes the lengths equal. */
function isSame(given: string, expected: string | null): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected ?? "")) && expected !== null;
}
