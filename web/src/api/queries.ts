import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Language } from "#web/text/i18n.ts";
import { type Answer, call, Refusal, type Request } from "./call.ts";

/** Who is signed in; null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Answer<"getSession"> | null> => {
    try {
      return await call("getSession", { signal });
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => call("getSetup", { signal }),
});

interface Where {
  readonly account: string;
  readonly lang: Language;
}

/** Everything below this key is refetched when the account's stream reports a change. */
export function accountKey(account: string): readonly [string, string] {
  return ["account", account];
}

/** `pollMs`: how often to ask again while the stream is down; false while it is up. */
export function todayQuery({ account, lang }: Where, pollMs: number | false = false) {
  return queryOptions({
    queryKey: [...accountKey(account), "today", lang],
    queryFn: ({ signal }) => call("getToday", { params: { account }, query: { lang }, signal }),
    refetchInterval: pollMs,
    placeholderData: keepPreviousData,
  });
}

/** `manager`: whose page it is, for those who have none of their own or look at another's. */
export function myPageQuery(
  { account, lang }: Where,
  manager: string | undefined,
  pollMs: number | false = false,
) {
  return queryOptions({
    queryKey: [...accountKey(account), "my page", lang, manager],
    queryFn: ({ signal }) =>
      call("getMyPage", { params: { account }, query: { lang, manager }, signal }),
    refetchInterval: pollMs,
    placeholderData: keepPreviousData,
  });
}

export function movesQuery(account: string) {
  return queryOptions({
    queryKey: [...accountKey(account), "moves"],
    queryFn: ({ signal }) => call("listMoves", { params: { account }, signal }),
  });
}

export type HeldFilter = NonNullable<Request<"listHeldLeads">["query"]>;

export function heldLeadsQuery(account: string, filter: HeldFilter) {
  return queryOptions({
    queryKey: [...accountKey(account), "held", filter],
    queryFn: ({ signal }) => call("listHeldLeads", { params: { account }, query: filter, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Not below `accountKey`: the stream itself tells of every notice. */
export function noticesKey(account: string): readonly [string, string] {
  return ["notices", account];
}

export function noticesQuery({ account, lang }: Where) {
  return queryOptions({
    queryKey: [...noticesKey(account), lang],
    queryFn: ({ signal }) => call("listNotices", { params: { account }, query: { lang }, signal }),
    placeholderData: keepPreviousData,
  });
}

export const myNotificationsQuery = queryOptions({
  queryKey: ["my notifications"],
  queryFn: ({ signal }) => call("getMyNotifications", { signal }),
});

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: ({ signal }) => call("getNotificationSettings", { signal }),
});

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: ({ signal }) => call("listUsers", { signal }),
});

export function invitationsQuery(account: string) {
  return queryOptions({
    queryKey: ["invitations", account],
    queryFn: ({ signal }) => call("listInvitations", { params: { account }, signal }),
  });
}

export function availabilityQuery({ account, lang }: Where, manager: string) {
  return queryOptions({
    queryKey: [...accountKey(account), "availability", lang, manager],
    queryFn: ({ signal }) =>
      call("listAvailability", { params: { account }, query: { lang, manager }, signal }),
  });
}

export function rulesQuery({ account, lang }: Where) {
  return queryOptions({
    queryKey: [...accountKey(account), "rules", lang],
    queryFn: ({ signal }) => call("listRules", { params: { account }, query: { lang }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** `rule`: by its id; absent: the first that shares by sales. */
export function conversionQuery({ account, lang }: Where, rule: string | undefined) {
  return queryOptions({
    queryKey: [...accountKey(account), "conversion", lang, rule],
    queryFn: ({ signal }) =>
      call("getConversion", { params: { account }, query: { lang, rule }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** `asOf`: when the rule concluded its shares last; until it does so again the days stay as they are. */
export function conversionSharesQuery(
  account: string,
  asked: {
    readonly rule: string;
    /** The last hour or day in short steps, or so many days. */
    readonly period: "hour" | "day" | number;
    readonly asOf: number | null;
  },
) {
  const { rule, period } = asked;
  const lately = typeof period === "number" ? { days: period } : { span: period };
  return queryOptions({
    queryKey: ["conversion shares", account, asked],
    queryFn: ({ signal }) =>
      call("getConversionShares", { params: { account }, query: { rule, ...lately }, signal }),
    // An hour moves on even while nothing is sold.
    refetchInterval: typeof period === "number" ? false : 60_000,
    placeholderData: keepPreviousData,
  });
}

export function conversionPreviewQuery(
  { account, lang }: Where,
  wanted: Request<"previewConversion">["body"] & object,
) {
  return queryOptions({
    queryKey: ["conversion preview", account, lang, wanted],
    queryFn: ({ signal }) =>
      call("previewConversion", { params: { account }, query: { lang }, body: wanted, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function findingsQuery({ account, lang }: Where) {
  return queryOptions({
    // Not below `accountKey`: leads come and go without changing it.
    queryKey: ["findings", account, lang],
    queryFn: ({ signal }) => call("listFindings", { params: { account }, query: { lang }, signal }),
    placeholderData: keepPreviousData,
  });
}

export type DecisionsFilter = Omit<NonNullable<Request<"listDecisions">["query"]>, "lang">;

export function decisionsQuery({ account, lang }: Where, filter: DecisionsFilter) {
  return queryOptions({
    queryKey: [...accountKey(account), "decisions", lang, filter],
    queryFn: ({ signal }) =>
      call("listDecisions", { params: { account }, query: { ...filter, lang }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function whyQuery({ account, lang }: Where, id: number) {
  return queryOptions({
    queryKey: [...accountKey(account), "why", lang, id],
    queryFn: ({ signal }) =>
      call("explainDecision", { params: { account, id }, query: { lang }, signal }),
  });
}

export function whyNotQuery(
  { account, lang }: Where,
  { id, manager }: { readonly id: number; readonly manager: string },
) {
  return queryOptions({
    // Not below `accountKey`: nothing that comes later changes what would have been.
    queryKey: ["why not", account, lang, id, manager],
    queryFn: ({ signal }) =>
      call("explainCounterfactual", {
        params: { account, id },
        query: { manager, lang },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function configurationQuery(account: string) {
  return queryOptions({
    // Not below `accountKey`: leads come and go without changing it.
    queryKey: ["configuration", account],
    queryFn: ({ signal }) => call("getConfiguration", { params: { account }, signal }),
  });
}
