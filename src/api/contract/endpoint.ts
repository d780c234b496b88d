import { z } from "zod";

export type Role = "administrator" | "head" | "manager" | "observer";

/**
 * One endpoint as data. The server, the OpenAPI document, the web client and the command line all
 * read this; a handler is a function from its input to its output and sees no HTTP.
 */
export interface Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: "get" | "post" | "put" | "delete";
  /** Below `/api/v1`, parameters as `{name}`. */
  readonly path: string;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly response: Response;
  /** Who may call it; `anyone` needs no session. A path with `{account}` also asks for access to it. */
  readonly roles: readonly Role[] | "anyone";
  /** The largest body in bytes; absent: 2 MiB. */
  readonly bodyMax?: number;
}

export type Input<E extends Endpoint> = {
  readonly params: z.output<E["params"]>;
  readonly query: z.output<E["query"]>;
  readonly body: z.output<E["body"]>;
};
/** What a handler returns. */
export type Output<E extends Endpoint> = z.input<E["response"]>;
/** What a client receives. */
export type Result<E extends Endpoint> = z.output<E["response"]>;
/** What a client sends: as `Input`, with everything optional that has a default. */
export type Sent<E extends Endpoint> = {
  readonly params: z.input<E["params"]>;
  readonly query: z.input<E["query"]>;
  readonly body: z.input<E["body"]>;
};

export const none = z.strictObject({});
export const everybody: readonly Role[] = ["administrator", "head", "manager", "observer"];
export const leaders: readonly Role[] = ["administrator", "head"];
export const watchers: readonly Role[] = ["administrator", "head", "observer"];
/** A manager for himself, and leaders for anybody. */
export const selves: readonly Role[] = ["administrator", "head", "manager"];

export const Language = z.enum(["ru", "en"]);
export const AccountPath = z.object({ account: z.string().min(1).max(64) });
export const LeadPath = AccountPath.extend({ lead: z.string().min(1).max(100) });
/** A manager's key in the configuration. */
export const ManagerKey = z.string().min(1).max(200);
export const InLanguage = z.object({ lang: Language.default("ru") });
/** Epoch milliseconds. */
export const Instant = z.int();
