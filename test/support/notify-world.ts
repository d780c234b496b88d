/** A world whose people can be reached: a mail server, a bot and a webhook's receiver stand on this machine. */
import { randomBytes } from "node:crypto";
import type { NoticeContent } from "#core/notice.ts";
import { type Notice, queueNotices } from "#flow/notices.ts";
import { createNotify, type Notify } from "#flow/notify-channels.ts";
import { fanOut } from "#flow/notify-fan.ts";
import { sendDue } from "#flow/notify-send.ts";
import { saveChannel } from "#flow/notify-settings.ts";
import { channelsWithin } from "#notify/channels.ts";
import { type DeliveryChannel, noticeWork } from "#store/notice-deliveries.ts";
import { linkChat, saveLinkCode, savePerson } from "#store/notice-people.ts";
import type { Database } from "#store/open-database.ts";
import { insertUser, openAccount } from "#store/people.ts";
import type { Role } from "#store/schema.ts";
import { World } from "./flow-world.ts";
import { type Asked, HttpStandIn } from "./http-stand-in.ts";
import { Mailbox } from "./mailbox.ts";
import { TelegramStandIn } from "./telegram-stand-in.ts";

export const webhookSecret = "0123456789abcdef-secret";

export interface NewPerson {
  readonly role?: Role;
  readonly manager?: string;
  readonly language?: "ru" | "en";
  readonly email?: string;
  readonly chat?: string;
}

type NoticeOfNow = NoticeContent & Pick<Notice, "to" | "lead">;

export class NotifyWorld {
  readonly world: World;
  readonly mailbox: Mailbox;
  readonly telegram: TelegramStandIn;
  /** What the webhook's receiver was sent. */
  readonly posted: Asked[] = [];
  /** What it answers. */
  postStatus = 200;
  readonly receiver: HttpStandIn;
  notify: Notify;

  private constructor(parts: {
    world: World;
    mailbox: Mailbox;
    telegram: TelegramStandIn;
    receiver: HttpStandIn;
  }) {
    this.world = parts.world;
    this.mailbox = parts.mailbox;
    this.telegram = parts.telegram;
    this.receiver = parts.receiver;
    this.notify = this.another();
  }

  /** Nothing is set up yet, and nobody is there. Other accounts' notices are forgotten. */
  static async open(database: Database, configuration?: string): Promise<NotifyWorld> {
    await database.kysely.deleteFrom("notice").execute();
    await database.kysely.deleteFrom("notice_person").execute();
    await database.kysely.deleteFrom("chat_bot").execute();
    await database.kysely.deleteFrom("setting").execute();
    const world = await World.open(database, configuration);
    const receiver = await HttpStandIn.open((asked, response) => {
      opened.posted.push(asked);
      response.writeHead(opened.postStatus).end();
    });
    const mailbox = await Mailbox.open();
    const telegram = await TelegramStandIn.open();
    const opened: NotifyWorld = new NotifyWorld({ world, mailbox, telegram, receiver });
    return opened;
  }

  async close(): Promise<void> {
    await this.mailbox.close();
    await this.telegram.close();
    await this.receiver.close();
  }

  get db(): Database["kysely"] {
    return this.world.database.kysely;
  }

  /** What another process of the same service has. */
  another(timeoutMs = 5_000): Notify {
    return createNotify(this.world.flow, {
      channels: channelsWithin(timeoutMs),
      publicUrl: "https://smena.example.com",
    });
  }

  /** The process dies, and another begins. */
  restart(timeoutMs?: number): void {
    this.notify = this.another(timeoutMs);
  }

  async setUp(...channels: readonly DeliveryChannel[]): Promise<void> {
    const sealed = { db: this.db, secrets: this.world.flow.secrets };
    const from = "Smena <smena@example.com>";
    if (channels.includes("email")) {
      await saveChannel(sealed, "email", { url: this.mailbox.url, from });
    }
    if (channels.includes("telegram")) await this.setUpBot("asked");
    if (channels.includes("webhook")) {
      await saveChannel(sealed, "webhook", { url: this.receiver.url, secret: webhookSecret });
    }
    this.notify.forget();
  }

  async setUpBot(updates: "asked" | "hook"): Promise<void> {
    const { token, url: base } = this.telegram;
    const sealed = { db: this.db, secrets: this.world.flow.secrets };
    const settings = { token, base, updates, hookSecret: "hook-secret", bot: "smena_test_bot" };
    await saveChannel(sealed, "telegram", settings);
    this.notify.forget();
  }

  /** @returns the user's id */
  async person(more: NewPerson): Promise<number> {
    const { account } = this.world;
    const { role = "manager", manager, language = "ru" } = more;
    const login = `${role}-${randomBytes(4).toString("hex")}`;
    const own = manager === undefined ? null : { account, key: manager };
    const user = await insertUser(
      this.db,
      { login, name: login, role, language, passwordHash: "none", manager: own },
      this.world.clock.now(),
    );
    if (user === null) throw new Error("a random login was taken");
    await openAccount(this.db, { account, user: user.id });
    if (more.email !== undefined) await savePerson(this.db, user.id, { email: more.email });
    if (more.chat !== undefined) {
      const codeHash = randomBytes(16).toString("hex");
      await saveLinkCode(this.db, { user: user.id, codeHash, until: 2 ** 50 });
      await linkChat(this.db, { codeHash, chat: more.chat }, 0);
    }
    return user.id;
  }

  /** Queues notices of now. */
  async tell(...notices: readonly NoticeOfNow[]): Promise<void> {
    const at = this.world.clock.now();
    const whole = notices.map((notice) => ({ ...notice, at, decision: null }));
    await this.db.transaction().execute((tx) => queueNotices(tx, this.world.account, whole));
  }

  /** Fans out and sends until nothing is due that may be tried now. */
  async work(notify: Notify = this.notify): Promise<void> {
    while ((await fanOut(notify)) > 0);
    const { send } = await noticeWork(this.db, this.world.clock.now());
    for (const channel of send) while ((await sendDue(notify, channel)) > 0);
  }

  /** `channel state error` of every delivery, in order. */
  async standing(): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom("notice_delivery")
      .select(["channel", "state", "last_error as error"])
      .orderBy("notice_id")
      .orderBy("channel")
      .orderBy("recipient")
      .execute();
    return rows.map(
      ({ channel, state, error }) => `${channel} ${state}${error ? `: ${error}` : ""}`,
    );
  }
}

export const newLead = (lead: string | null, manager = "ursula") =>
  ({ kind: "assigned", params: { cause: "new", from: null }, to: { manager }, lead }) as const;
