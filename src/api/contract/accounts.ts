import { z } from "zod";
import { isTimeZone } from "#core/time.ts";
import { AccountPath, type Endpoint, none } from "./endpoint.ts";

export const ConnectedAccount = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  crm: z.enum(["amocrm", "none"]),
  configured: z.boolean(),
});

/** Connects a CRM account by its address and a long-lived token. The CRM is asked before anything is kept. */
export const connectAccount = {
  method: "post",
  path: "/accounts",
  summary: "Connect an amoCRM or Kommo account",
  params: none,
  query: none,
  body: z.strictObject({
    /** `https://example.amocrm.ru`; plain `http` is accepted for addresses of this machine only. */
    address: z.url().max(300),
    token: z.string().trim().min(1).max(5_000),
  }),
  response: ConnectedAccount,
  roles: ["administrator"],
} as const satisfies Endpoint;

/** Opens an account without a CRM: its leads are handed in by API. */
export const createAccount = {
  method: "post",
  path: "/accounts/without-crm",
  summary: "Open an account whose leads come by API only",
  params: none,
  query: none,
  body: z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "small Latin letters, digits and hyphens"),
    name: z.string().trim().min(1).max(200),
    timeZone: z.string().refine(isTimeZone, "a time zone such as Europe/Moscow"),
  }),
  response: ConnectedAccount,
  roles: ["administrator"],
} as const satisfies Endpoint;

export const ConfigurationIssue = z.object({
  line: z.int().nullable(),
  column: z.int().nullable(),
  path: z.string(),
  code: z.string(),
  /** `shape`: it cannot be understood; `meaning`: it can, and what it says cannot be done. */
  kind: z.enum(["shape", "meaning"]),
  message: z.string(),
  remedy: z.string(),
});
export type ConfigurationIssue = z.output<typeof ConfigurationIssue>;

export const getConfiguration = {
  method: "get",
  path: "/accounts/{account}/configuration",
  summary: "The active configuration as YAML",
  params: AccountPath,
  query: none,
  body: none,
  /** Version 0 and an empty text where nothing was imported yet. */
  response: z.object({ version: z.int(), text: z.string() }),
  roles: ["administrator", "head", "observer"],
} as const satisfies Endpoint;

export const importConfiguration = {
  method: "put",
  path: "/accounts/{account}/configuration",
  summary: "Import a configuration; with `dryRun` only say what would change",
  params: AccountPath,
  query: z.object({ dryRun: z.stringbool().default(false) }),
  body: z.strictObject({ text: z.string().max(2_000_000) }),
  response: z.object({
    version: z.int(),
    applied: z.boolean(),
    /** Unified difference of the active text and the new one; empty where they are equal. */
    difference: z.string(),
    issues: z.array(ConfigurationIssue),
  }),
  roles: ["administrator", "head"],
} as const satisfies Endpoint;
