import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Problem, problemResponse } from "./problem.ts";

export interface TelegramPort {
  /**
   * Works on an update.
   *
   * @returns false: the secret is wrong, or no bot is set up so
   * @throws where Telegram should send it again
   */
  hear(update: { readonly secret: string; readonly body: unknown }): Promise<boolean>;
}

const path = "/hooks/telegram";
const BODY_BYTES_MAX = 2 ** 20;
const tooLarge = new Problem("body_too_large", { detail: "An update has at most 1 MB." });

/** `POST /hooks/telegram`. What is answered with anything but 200 Telegram sends again. */
export function receiveUpdates(port: TelegramPort): Hono {
  const app = new Hono();
  app.post(
    path,
    bodyLimit({ maxSize: BODY_BYTES_MAX, onError: () => problemResponse(tooLarge) }),
    async (context) => {
      const secret = context.req.header("x-telegram-bot-api-secret-token") ?? "";
      const body: unknown = await context.req.json().catch(() => null);
      const isHeard = await port.hear({ secret, body });
      return isHeard ? context.text("ok\n") : context.notFound();
    },
  );
  app.all(path, () => problemResponse(new Problem("method_not_allowed"), { allow: "POST" }));
  return app;
}
