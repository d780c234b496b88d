import { z } from "zod";

/** The first part of the account's address: `SUB.amocrm.localhost`. */
const subdomain = z.string().regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, {
  error: "a subdomain is lower-case letters, digits and hyphens",
});

const userSeed = z.strictObject({
  /** Given only where a test needs to know it beforehand; otherwise numbered by position. */
  id: z.int().positive().optional(),
  name: z.string().min(1),
  email: z.string().min(1),
  /** Name of a group of `groups`; absent: the account's default group. */
  group: z.string().optional(),
  admin: z.boolean().optional(),
  active: z.boolean().optional(),
  /** A user without a paid seat. */
  free: z.boolean().optional(),
});

const pipelineSeed = z.strictObject({
  name: z.string().min(1),
  main: z.boolean().optional(),
  /** Whether the pipeline begins with «Неразобранное»; default true. */
  unsorted: z.boolean().optional(),
  /** Stages between «Неразобранное» and won; the system stages are added by themselves. */
  stages: z.array(z.string().min(1)).min(1),
});

/** What an account of the sandbox looks like before its first lead. Plain data, so it fits in JSON. */
export const accountSeed = z.strictObject({
  subdomain,
  name: z.string().min(1),
  timezone: z.string().min(1).default("Europe/Moscow"),
  currency: z.string().length(3).default("RUB"),
  users: z.array(userSeed).min(1),
  groups: z.array(z.string().min(1)).default([]),
  pipelines: z.array(pipelineSeed).min(1),
});

export type AccountSeed = z.input<typeof accountSeed>;
export type CompleteAccountSeed = z.output<typeof accountSeed>;

/** Reads seeds, refusing what cannot be an account with the place and the reason. */
export function readSeeds(seeds: unknown): CompleteAccountSeed[] {
  const result = z.array(accountSeed).safeParse(seeds);
  if (!result.success) {
    throw new Error(`The sandbox cannot be seeded: ${z.prettifyError(result.error)}`);
  }
  return result.data;
}
