import { z } from "zod";
import { type Endpoint, Instant, none } from "./endpoint.ts";

const ChannelName = z.enum(["email", "telegram", "webhook"]);
const administrators = ["administrator"] as const;

/** Whether a channel works, as far as this process knows. */
const Health = z.object({
  /** `off`: not set up; `failing`: what is sent fails, and is tried again. */
  state: z.enum(["off", "ok", "failing"]),
  /** Why it fails, or why the last message was given up; null: nothing did. */
  reason: z.string().nullable(),
  reasonAt: Instant.nullable(),
  lastSentAt: Instant.nullable(),
  /** Messages still to be sent, and those given up in the last day. */
  pending: z.int(),
  failed: z.int(),
});

/** Secrets are written and never read back: of an address with a password only its host is told. */
export const NotificationSettings = z.object({
  email: z.object({
    server: z.string().nullable(),
    from: z.string().nullable(),
    health: Health,
  }),
  telegram: z.object({
    base: z.string().nullable(),
    updates: z.enum(["asked", "hook"]).nullable(),
    /** The bot's name, once it was reached. */
    bot: z.string().nullable(),
    health: Health,
  }),
  webhook: z.object({
    /** Without its path and query, which may be secret. */
    origin: z.string().nullable(),
    health: Health,
  }),
});
export type NotificationSettings = z.output<typeof NotificationSettings>;

export const getNotificationSettings = {
  method: "get",
  path: "/settings/notifications",
  summary: "The ways by which people are told, and whether they work",
  params: none,
  query: none,
  body: none,
  response: NotificationSettings,
  roles: administrators,
} as const satisfies Endpoint;

const Secret = z.string().trim().min(1).max(2_000);

export const saveNotificationSettings = {
  method: "put",
  path: "/settings/notifications",
  summary:
    "Set up a channel, or switch it off with null; channels left out, and secrets left out, stay",
  params: none,
  query: none,
  body: z.strictObject({
    email: z
      .strictObject({
        /** `smtp://user:password@host:587` or `smtps://…`. */
        url: Secret.optional(),
        from: z.string().trim().min(3).max(300),
      })
      .nullable()
      .optional(),
    telegram: z
      .strictObject({
        token: Secret.optional(),
        base: z.string().trim().max(300).default("https://api.telegram.org"),
        /** `hook`: Telegram sends updates to the service's public address; else they are asked for. */
        updates: z.enum(["asked", "hook"]).default("asked"),
      })
      .nullable()
      .optional(),
    webhook: z
      .strictObject({ url: Secret.optional(), secret: Secret.optional() })
      .nullable()
      .optional(),
  }),
  response: NotificationSettings,
  roles: administrators,
} as const satisfies Endpoint;

export const testNotification = {
  method: "post",
  path: "/settings/notifications/test",
  summary: "Send one message to the caller himself, or to the webhook, at once",
  params: none,
  query: none,
  body: z.strictObject({ channel: ChannelName }),
  response: z.object({
    sent: z.boolean(),
    /** Why it was not. */
    reason: z.string().nullable(),
  }),
  roles: administrators,
} as const satisfies Endpoint;
