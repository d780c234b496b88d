import { z } from "zod";
import { noticeKinds } from "#core/notice.ts";
import {
  AccountPath,
  type Endpoint,
  everybody,
  InLanguage,
  Instant,
  Language,
  none,
} from "./endpoint.ts";

export const NoticeKind = z.enum(noticeKinds);

/** What somebody is told, as the list and the event `notice` of the stream carry it. */
export const NoticeLine = z.object({
  id: z.int(),
  at: Instant,
  kind: NoticeKind,
  /** Enough for the headline of a pop-up. */
  title: z.string(),
  sentence: z.string(),
  lead: z.string().nullable(),
  leadName: z.string().nullable(),
  leadUrl: z.string().nullable(),
  /** After that nobody needs to be woken by it. */
  usefulUntil: Instant,
  /** Also where he chose not to be told of the kind in the screens. */
  read: z.boolean(),
});
export type NoticeLine = z.output<typeof NoticeLine>;

export const listNotices = {
  method: "get",
  path: "/accounts/{account}/notices",
  summary: "What the caller was told of the account, newest first, at most a hundred",
  params: AccountPath,
  query: InLanguage.extend({ unread: z.stringbool().optional() }),
  body: none,
  response: z.object({ notices: z.array(NoticeLine), unread: z.int() }),
  roles: everybody,
} as const satisfies Endpoint;

export const readNotices = {
  method: "post",
  path: "/accounts/{account}/notices/read",
  summary: "Everything up to this notice was read",
  params: AccountPath,
  query: none,
  body: z.strictObject({ upTo: z.int().min(0) }),
  response: none,
  roles: everybody,
} as const satisfies Endpoint;

const Email = z.email().max(200);

/** By which ways he is told of a kind. */
const Choice = z.object({
  kind: NoticeKind,
  inApp: z.boolean(),
  email: z.boolean(),
  telegram: z.boolean(),
});

export const MyNotifications = z.object({
  /** Of messages, whatever the language of the screens. */
  language: Language,
  email: z.string().nullable(),
  /** What the administrator has set up. */
  available: z.object({ email: z.boolean(), telegram: z.boolean() }),
  /** A chat of his is linked to the bot. */
  telegramLinked: z.boolean(),
  /** The kinds of which he can be told at all. */
  choices: z.array(Choice),
  /** What could not be sent to him lately, the newest of each channel, and why. */
  troubles: z.array(
    z.object({ channel: z.enum(["email", "telegram"]), at: Instant, reason: z.string() }),
  ),
});
export type MyNotifications = z.output<typeof MyNotifications>;

export const getMyNotifications = {
  method: "get",
  path: "/me/notifications",
  summary: "How the caller is told of what happens",
  params: none,
  query: none,
  body: none,
  response: MyNotifications,
  roles: everybody,
} as const satisfies Endpoint;

export const saveMyNotifications = {
  method: "put",
  path: "/me/notifications",
  summary: "Choose how to be told; what is left out stays as it is",
  params: none,
  query: none,
  body: z.strictObject({
    language: Language.optional(),
    email: Email.nullable().optional(),
    choices: z.array(z.strictObject(Choice.shape)).max(noticeKinds.length).optional(),
  }),
  response: MyNotifications,
  roles: everybody,
} as const satisfies Endpoint;

export const linkTelegram = {
  method: "post",
  path: "/me/notifications/telegram",
  summary: "A code that links the chat from which it is sent to the bot; once, for 15 minutes",
  params: none,
  query: none,
  body: none,
  response: z.object({
    /** To be sent as `/start CODE`. */
    code: z.string(),
    /** Opens the chat and sends it; null where the bot's name is not known. */
    url: z.string().nullable(),
    expiresAt: Instant,
  }),
  roles: everybody,
} as const satisfies Endpoint;

export const unlinkTelegram = {
  method: "delete",
  path: "/me/notifications/telegram",
  summary: "The bot forgets the caller's chat",
  params: none,
  query: none,
  body: none,
  response: none,
  roles: everybody,
} as const satisfies Endpoint;
