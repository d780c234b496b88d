import type { Handlers } from "#api/caller.ts";
import type { NotificationSettings } from "#api/contract/notification-settings.ts";
import { Problem } from "#api/problem.ts";
import { DAY_MS } from "#core/time.ts";
import type { Notify } from "#flow/notify-channels.ts";
import { setUpChannels, testChannel } from "#flow/notify-set-up.ts";
import { readChannelIfAny } from "#flow/notify-settings.ts";
import { channelTally, type DeliveryChannel } from "#store/notice-deliveries.ts";

type SettingHandlers = Pick<
  Handlers,
  "getNotificationSettings" | "saveNotificationSettings" | "testNotification"
>;

export function notificationSettingHandlers(notify: Notify): SettingHandlers {
  return {
    getNotificationSettings: () => view(notify),

    async saveNotificationSettings({ body }) {
      const refusal = await setUpChannels(notify, present(body));
      if (refusal !== null) throw new Problem("channel_refused", { detail: refusal });
      return view(notify);
    },

    async testNotification({ body: { channel } }, { identity }) {
      const reason = await testChannel(notify, { channel, user: identity.user ?? 0 });
      return { sent: reason === null, reason };
    },
  };
}

/** Without the keys whose value is undefined. */
function present<Body extends object>(body: Body) {
  return JSON.parse(JSON.stringify(body));
}

/** Nothing of it is a secret: of an address with a password only its host. */
async function view(notify: Notify): Promise<NotificationSettings> {
  const { database, secrets } = notify.flow;
  const sealed = { db: database.kysely, secrets };
  const email = await readChannelIfAny(sealed, "email");
  const telegram = await readChannelIfAny(sealed, "telegram");
  const webhook = await readChannelIfAny(sealed, "webhook");
  return {
    email: {
      server: email && (URL.parse(email.url)?.host ?? null),
      from: email?.from ?? null,
      health: await health(notify, "email"),
    },
    telegram: {
      base: telegram?.base ?? null,
      updates: telegram?.updates ?? null,
      bot: telegram?.bot ?? null,
      health: await health(notify, "telegram"),
    },
    webhook: {
      origin: webhook && (URL.parse(webhook.url)?.origin ?? null),
      health: await health(notify, "webhook"),
    },
  };
}

type Health = NotificationSettings["email"]["health"];

async function health(notify: Notify, channel: DeliveryChannel): Promise<Health> {
  const { database, clock } = notify.flow;
  const now = clock.now();
  const tally = await channelTally(database.kysely, { channel, since: now - DAY_MS });
  const { pending, failed, lastSentAt } = tally;
  const opened = await notify.open(channel);
  const told = { lastSentAt, pending, failed };
  if (opened.state === "off") return { ...told, state: "off", reason: null, reasonAt: null };
  if (opened.state === "unusable") {
    return { ...told, state: "failing", reason: opened.reason, reasonAt: now };
  }
  const { trouble } = notify.breakers[channel];
  return {
    ...told,
    state: trouble === null ? "ok" : "failing",
    reason: trouble?.reason ?? tally.lastError,
    reasonAt: trouble?.at ?? tally.lastErrorAt,
  };
}
