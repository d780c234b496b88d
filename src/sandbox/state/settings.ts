import { z } from "zod";

const share = z.number().min(0).max(1);

/** What a test or a demonstration may turn in one account. Defaults are the ordinary amoCRM. */
export const accountSettings = z.strictObject({
  /** Requests per second of the account's integration; null: no limit. */
  requestsPerSecond: z.number().positive().nullable(),
  /** After so many answers 429 within a minute everything is answered 403 with HTML; null: never. */
  violationsBeforeBlock: z.int().positive().nullable(),
  /** Seconds that such a block lasts. */
  blockSeconds: z.number().positive(),
  /** The account is blocked now: 403 with HTML to every request. */
  blocked: z.boolean(),
  /** A subscription that has ended refuses writes at once and reads later, both with 402. */
  subscription: z.enum(["paid", "reading_only", "ended"]),
  /** False: the token is of an ordinary user, who may see neither users nor webhooks (403). */
  tokenIsAdmin: z.boolean(),
  filtersEnabled: z.boolean(),
  hooks: z.strictObject({
    accountBlock: z.enum(["first", "last"]),
    /** Share of deliveries that are sent twice. */
    duplicateShare: share,
    /** Share of deliveries that are never sent. */
    dropShare: share,
    delayMs: z.number().min(0),
    /** Each delivery waits a random part of this, so that later ones overtake it. */
    reorderMs: z.number().min(0),
    /** Not documented whether amoCRM does so; both must be borne. */
    leadAddedOnUnsorted: z.boolean(),
    leadAddedOnAccept: z.boolean(),
    /** Subscription codes answered 400, as some accounts do with undocumented ones. */
    refusedCodes: z.array(z.string()),
  }),
  /** Whether accepting an unsorted lead makes the accepting user responsible for it. */
  acceptSetsResponsible: z.boolean(),
});

export type AccountSettings = z.output<typeof accountSettings>;

export const settingsChange = accountSettings
  .partial()
  .extend({ hooks: accountSettings.shape.hooks.partial().optional() });
export type SettingsChange = z.output<typeof settingsChange>;

export function ordinarySettings(requestsPerSecond: number | null): AccountSettings {
  return {
    requestsPerSecond,
    violationsBeforeBlock: null,
    blockSeconds: 300,
    blocked: false,
    subscription: "paid",
    tokenIsAdmin: true,
    filtersEnabled: true,
    hooks: {
      accountBlock: "last",
      duplicateShare: 0,
      dropShare: 0,
      delayMs: 0,
      reorderMs: 0,
      leadAddedOnUnsorted: false,
      leadAddedOnAccept: true,
      refusedCodes: [],
    },
    acceptSetsResponsible: true,
  };
}

/** Changes settings in place: everything that holds the account sees them at once. */
export function changeSettings(settings: AccountSettings, change: SettingsChange): void {
  const { hooks, ...rest } = change;
  Object.assign(settings, rest);
  Object.assign(settings.hooks, hooks);
}
