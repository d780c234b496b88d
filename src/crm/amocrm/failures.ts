/**
 * What went wrong, in the port's kinds and in a sentence that says what to do. The status decides;
 * bodies only add words, because they arrive as JSON, HTML or nothing for the same status.
 */
import { z } from "zod";
import { CrmFailure, type CrmFailureKind } from "#crm/port.ts";

/** An HTTP answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

/** The request that an answer belongs to, as far as a message needs it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Lead ids of a batch in the order of its items, so that a refusal can name those at fault. */
  readonly leads?: readonly string[];
}

/** A batch took the CRM too long: worth repeating in halves. */
export class BatchTooSlow extends CrmFailure {}

/** How long nothing is sent after a ban; the vendor's users report hours for those who ask on. */
const banMs = 300_000;

const problem = z.object({
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  retry_after: z.coerce.number().optional().catch(undefined),
  "validation-errors": z
    .array(
      z.object({
        request_id: z.coerce.string(),
        errors: z.array(z.object({ path: z.string(), detail: z.string() })).catch([]),
      }),
    )
    .catch([]),
});
type Problem = z.infer<typeof problem>;

interface Meaning {
  readonly kind: CrmFailureKind;
  /** What happened and what helps. */
  readonly says: string;
}

const meanings: ReadonlyMap<number, Meaning> = new Map([
  [
    401,
    {
      kind: "unauthorized",
      says: "the CRM does not accept the token; create a new long-lived token in the integration's keys and enter it in the account's settings",
    },
  ],
  [
    402,
    { kind: "forbidden", says: "the account's CRM subscription has ended; renew it in the CRM" },
  ],
  [
    403,
    {
      kind: "forbidden",
      says: "the token has no right to this; create it as an administrator, and look whether the account has a list of allowed addresses",
    },
  ],
  [
    404,
    {
      kind: "forbidden",
      says: "the CRM knows no such account or method; check the account's address",
    },
  ],
  [408, { kind: "unavailable", says: "the CRM gave up waiting; the request will be repeated" }],
  [429, { kind: "rate_limited", says: "too many requests" }],
]);

/** The failure that an answer means; null for 200 to 299. */
export function failureOf(answer: Answer, asked: Asked): CrmFailure | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const told = problemIn(answer.body);
  if (status === 403 && told === null) {
    const says = "the CRM has blocked this server's address; ask its support if that lasts";
    return new CrmFailure("forbidden", sentence(answer, asked, says), { retryAfterMs: banMs });
  }
  const { kind, says } = meanings.get(status) ?? meaningOf(answer);
  const message = sentence(answer, asked, [says, detailOf(told)].filter(Boolean).join(": "));
  if (status === 504) return new BatchTooSlow(kind, message);
  return new CrmFailure(kind, message, {
    retryAfterMs: retryAfterMs(answer, told),
    leads: kind === "refused" ? leadsAtFault(told, asked) : [],
  });
}

/** No answer arrived: the request may nevertheless have had its effect. */
export function unanswered(asked: Asked, cause: unknown): CrmFailure {
  const late = cause instanceof Error && cause.name === "TimeoutError";
  const says = late ? "the CRM did not answer in time" : `the CRM cannot be reached${why(cause)}`;
  return new CrmFailure("unavailable", `${asked.method} ${asked.path}: ${says}`, { cause });
}

/** An answer of success that is not what was asked for: a maintenance page, or a changed shape. */
export function unreadable(answer: Answer, asked: Asked, what: string): CrmFailure {
  return new CrmFailure("unavailable", sentence(answer, asked, `the answer ${what}`));
}

function meaningOf({ status, headers }: Answer): Meaning {
  if (status >= 500) return { kind: "unavailable", says: "the CRM is out of order" };
  if (status < 400) {
    const to = headers.get("location") ?? "nowhere";
    return { kind: "forbidden", says: `the CRM sends us to ${to}; has the account moved?` };
  }
  return { kind: "refused", says: "the CRM refused" };
}

function problemIn(body: string): Problem | null {
  try {
    return problem.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

function detailOf(told: Problem | null): string {
  const faults = told?.["validation-errors"].flatMap(({ request_id, errors }) =>
    errors.map((error) => `item ${request_id}, ${error.path}: ${error.detail}`),
  );
  const text = faults?.length ? faults.join("; ") : (told?.detail ?? told?.title ?? "");
  return text.slice(0, 300);
}

/** `request_id` is the index of the item where the request gave none of its own. */
function leadsAtFault(told: Problem | null, { leads = [] }: Asked): readonly string[] {
  const named = (told?.["validation-errors"] ?? []).map(({ request_id }) =>
    /^\d+$/.test(request_id) ? leads[Number(request_id)] : undefined,
  );
  return [...new Set(named.filter((lead) => lead !== undefined))];
}

function retryAfterMs({ headers }: Answer, told: Problem | null): number | null {
  const seconds = told?.retry_after ?? Number.parseFloat(headers.get("retry-after") ?? "");
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}

function sentence({ status, headers }: Answer, { method, path }: Asked, says: string): string {
  const id = headers.get("x-request-id");
  return `${method} ${path} (${status}): ${says}${id ? ` [request ${id}]` : ""}`;
}

/** `fetch` hides the reason of a failed connection one level down. */
function why(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (!(inner instanceof Error)) return "";
  const code = "code" in inner ? String(inner.code) : inner.message;
  return ` (${code})`;
}
