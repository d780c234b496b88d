/**
 * How each channel is set up. The whole of it is sealed: who reads the database learns neither a
 * password nor a token, and nothing of it is ever given out again.
 */
import type { MailSettings, TelegramSettings, WebhookSettings } from "#notify/port.ts";
import type { DeliveryChannel } from "#store/notice-deliveries.ts";
import { StoreProblem } from "#store/problem.ts";
import type { Db } from "#store/schema.ts";
import type { SecretBox } from "#store/secret-box.ts";
import { deleteSetting, readSetting, saveSetting } from "#store/settings.ts";

export interface BotSettings extends TelegramSettings {
  /** `hook`: Telegram sends updates to us; `asked`: one of our processes asks for them. */
  readonly updates: "asked" | "hook";
  /** With which Telegram shows that an update comes from it. */
  readonly hookSecret: string;
  /** The bot's user name; null: not known yet. */
  readonly bot: string | null;
}

export interface ChannelSettings {
  readonly email: MailSettings;
  readonly telegram: BotSettings;
  readonly webhook: WebhookSettings;
}

const placeOf = (channel: DeliveryChannel) => `notify.${channel}`;

/**
 * @returns null: the channel is not set up
 * @throws StoreProblem `key_unusable` where it was sealed with another key
 */
export async function readChannel<Name extends DeliveryChannel>(
  { db, secrets }: { readonly db: Db; readonly secrets: SecretBox },
  channel: Name,
): Promise<ChannelSettings[Name] | null> {
  const sealed = await readSetting(db, placeOf(channel));
  if (sealed === null) return null;
  return JSON.parse(secrets.open(sealed, placeOf(channel))) as ChannelSettings[Name];
}

/** The same; null also where it cannot be read, so that it can be set up anew. */
export async function readChannelIfAny<Name extends DeliveryChannel>(
  sealed: { readonly db: Db; readonly secrets: SecretBox },
  channel: Name,
): Promise<ChannelSettings[Name] | null> {
  return await readChannel(sealed, channel).catch((error: unknown) => {
    if (error instanceof StoreProblem) return null;
    throw error;
  });
}

/** @param settings null: the channel is switched off */
export async function saveChannel<Name extends DeliveryChannel>(
  { db, secrets }: { readonly db: Db; readonly secrets: SecretBox },
  channel: Name,
  settings: ChannelSettings[Name] | null,
): Promise<void> {
  const place = placeOf(channel);
  if (settings === null) await deleteSetting(db, place);
  else await saveSetting(db, place, secrets.seal(JSON.stringify(settings), place));
}
