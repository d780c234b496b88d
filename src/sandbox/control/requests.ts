import { z } from "zod";
import { settingsChange } from "#sandbox/state/settings.ts";

/** What the control API takes: everything that happens in a CRM without an integration's doing. */

const nameOrId = z.union([z.string().min(1), z.int()]);

const contactRequest = z.union([
  z.int().positive(),
  z.strictObject({
    name: z.string().default(""),
    phone: z.string().optional(),
    email: z.string().optional(),
    /** 0: nobody; default: whoever is responsible for the lead. */
    responsible: z.int().nonnegative().optional(),
  }),
]);

export const utmKeys = ["source", "medium", "campaign", "content", "term"] as const;

export const leadRequest = z.strictObject({
  /** How the lead comes: through «Неразобранное» by call, form, chat or mail, or straight to a stage. */
  category: z.enum(["sip", "forms", "chats", "mail", "plain"]).default("plain"),
  name: z.string().optional(),
  price: z.number().nonnegative().optional(),
  /** Name of the source; made on first use. */
  source: z.string().min(1).optional(),
  pipeline: nameOrId.optional(),
  /** Plain leads only; default: the first open stage. */
  stage: nameOrId.optional(),
  tags: z.array(z.string().min(1)).default([]),
  /** Custom fields by code or id; an unknown code makes a text field. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  utm: z.partialRecord(z.enum(utmKeys), z.string()).default({}),
  /** A new contact, or the id of one that is there. */
  contact: contactRequest.optional(),
  /** User id, 0 for nobody, «default» for the account's first administrator. */
  responsible: z.union([z.int().nonnegative(), z.literal("default")]).default(0),
  /** User id, or 0 for a robot or an integration. */
  createdBy: z.int().nonnegative().default(0),
});
export type LeadRequest = z.input<typeof leadRequest>;
export type CompleteLeadRequest = z.output<typeof leadRequest>;

const leadsMost = 50_000;
export const leadsRequest = z.union([leadRequest, z.array(leadRequest).min(1).max(leadsMost)]);

export const leadChangeRequest = z.strictObject({
  /** The user who makes the change; 0 for a robot. Default: the account's first administrator. */
  as: z.int().nonnegative().optional(),
  /** User id, or 0 for nobody. */
  responsible: z.int().nonnegative().optional(),
  pipeline: nameOrId.optional(),
  /** Name or id; «won» and «lost» close the lead. */
  stage: nameOrId.optional(),
  /** Why it is lost, by name. */
  lossReason: z.string().optional(),
  name: z.string().optional(),
  price: z.number().nonnegative().optional(),
  /** The whole new set. */
  tags: z.array(z.string().min(1)).optional(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  deleted: z.boolean().optional(),
});
export type LeadChangeRequest = z.input<typeof leadChangeRequest>;

export const settingsRequest = settingsChange;

export const userChangeRequest = z.strictObject({
  active: z.boolean().optional(),
  free: z.boolean().optional(),
  name: z.string().min(1).optional(),
});
export type UserChangeRequest = z.output<typeof userChangeRequest>;

export const clockRequest = z.strictObject({
  /** Seconds of the retry ladder per real second, from now on. */
  factor: z.number().positive().max(100_000).optional(),
  /** Jump ahead at once. */
  advanceSeconds: z.number().nonnegative().optional(),
});

export const trafficRequest = z.strictObject({
  action: z.enum(["start", "stop"]),
  perMinute: z.number().positive().max(60_000).default(6),
  seed: z.int().default(1),
  profile: z.enum(["school", "cosmetics"]).default("school"),
  mix: z
    .partialRecord(z.enum(["sip", "forms", "chats", "mail", "plain"]), z.number().nonnegative())
    .optional(),
});

export const playRequest = z
  .strictObject({
    /** A JSONL file on the sandbox's machine. */
    path: z.string().min(1),
    leadsPerSecond: z.number().positive().optional(),
    /** Seconds of the file per real second. */
    timeFactor: z.number().positive().optional(),
  })
  .refine((request) => request.leadsPerSecond === undefined || request.timeFactor === undefined, {
    error: "give leadsPerSecond or timeFactor, not both; without either it plays as fast as it can",
  });

/** A request that cannot be done; the message says what to do instead. */
export class ControlProblem extends Error {
  override readonly name = "ControlProblem";
  readonly status: 400 | 404;
  constructor(message: string, status: 400 | 404 = 400) {
    super(message);
    this.status = status;
  }
}
