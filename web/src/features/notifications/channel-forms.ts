import type { Answer, Request } from "#web/api/call.ts";

type Settings = Answer<"getNotificationSettings">;
export type Body = NonNullable<Request<"saveNotificationSettings">["body"]>;
export type ChannelName = "email" | "telegram" | "webhook";

/** One field of a channel's form. A secret is never read back: left empty, what is kept stays. */
export interface Field {
  readonly name: "url" | "from" | "token" | "base" | "secret";
  readonly value: string;
  readonly secret: boolean;
  readonly required: boolean;
}

export function emailForm({ from, health }: Settings["email"]): readonly Field[] {
  return [
    { name: "url", value: "", secret: true, required: health.state === "off" },
    { name: "from", value: from ?? "", secret: false, required: true },
  ];
}

export function telegramForm({ base, health }: Settings["telegram"]): readonly Field[] {
  return [
    { name: "token", value: "", secret: true, required: health.state === "off" },
    { name: "base", value: base ?? "https://api.telegram.org", secret: false, required: true },
  ];
}

export function webhookForm({ health }: Settings["webhook"]): readonly Field[] {
  return [
    { name: "url", value: "", secret: true, required: health.state === "off" },
    { name: "secret", value: "", secret: true, required: false },
  ];
}

/** What is sent for a filled-in form: what was left empty is left out and so stays as it is. */
export function bodyOf(channel: ChannelName, filled: Readonly<Record<string, string>>): Body {
  const given = Object.fromEntries(
    Object.entries(filled)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ""),
  );
  if (channel === "email") return { email: { from: "", ...given } };
  return { [channel]: given };
}
