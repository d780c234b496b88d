/**
 * The ways out of here to people and programs. Each sends what it is given, once, and says by what
 * kind of failure it could not; when to try again is not its business.
 */

export type ChannelName = "email" | "telegram" | "webhook";

/** A thing that the reader can do right there. */
export interface Button {
  readonly label: string;
  /** What comes back when it is pressed; at most 64 bytes. */
  readonly action: string;
}

export interface Message {
  /** The same whenever the same message is sent again; letters, digits and dashes. */
  readonly key: string;
  /** Epoch ms of this attempt. */
  readonly sentAt: number;
  /** A mailbox or a chat; empty where the channel has one address for everything. */
  readonly to: string;
  readonly title: string;
  /** Plain sentences, a line each. */
  readonly text: string;
  readonly link: { readonly url: string; readonly label: string } | null;
  /** By rows. Only a chat can show them. */
  readonly buttons: readonly (readonly Button[])[];
  /** The same for programs. */
  readonly data: object;
}

/**
 * - `unavailable`: the channel does not work now, for nobody; another message would fail as well
 * - `later`: this message cannot be taken now
 * - `refused`: this message will never be taken
 */
export type ChannelFailureKind = "unavailable" | "later" | "refused";

/** Told to administrators; holds no secret. */
export class ChannelFailure extends Error {
  override readonly name = "ChannelFailure";
  readonly kind: ChannelFailureKind;
  /** How long the other side asks to be left alone; null: it does not say. */
  readonly retryAfterMs: number | null;

  constructor(
    kind: ChannelFailureKind,
    message: string,
    options: ErrorOptions & { readonly retryAfterMs?: number } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export interface Channel {
  /** @throws ChannelFailure */
  send(message: Message): Promise<void>;
}

export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string;
  readonly from: string;
}

export interface TelegramSettings {
  readonly token: string;
  /** Where the Bot API is, without a trailing slash. */
  readonly base: string;
}

export interface WebhookSettings {
  readonly url: string;
  /** What bodies are signed with. */
  readonly secret: string;
}

/** What somebody did in a private chat with the bot. */
export type ChatUpdate = {
  /** Grows with every update. */
  readonly id: number;
  readonly chat: string;
} & (
  | { readonly kind: "said"; readonly text: string }
  /** `press` names the press, so that it can be answered. */
  | { readonly kind: "pressed"; readonly action: string; readonly press: string }
  /** Something else, or somewhere else; only its `id` counts. */
  | { readonly kind: "other" }
);

export interface ChatBot extends Channel {
  /** Its user name, by which people find it. */
  name(): Promise<string>;
  /** Waits up to `waitSeconds` for the first update from `from` on; confirms those before it. */
  updates(wanted: {
    readonly from: number;
    readonly waitSeconds: number;
    readonly signal: AbortSignal;
  }): Promise<readonly ChatUpdate[]>;
  /** Ends the waiting that the reader sees on the button, with a short text. */
  answer(press: string, text: string): Promise<void>;
  /** Has updates sent to `url` with `secret` in a header; null: they are asked for. */
  listenAt(hook: { readonly url: string; readonly secret: string } | null): Promise<void>;
  /** An update as it was sent to a hook; null: it is none. */
  read(body: unknown): ChatUpdate | null;
}

export interface Channels {
  /** @throws ChannelFailure `refused` where the settings cannot be used, and why; so do the others */
  email(settings: MailSettings): Channel;
  telegram(settings: TelegramSettings): ChatBot;
  webhook(settings: WebhookSettings): Channel;
  /** Calls off whatever is under way; it fails as `unavailable`, and so does everything later. */
  giveUp(): void;
}
