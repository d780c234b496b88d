import type { QueryClient } from "@tanstack/react-query";
import type { NoticeLine } from "#api/contract/notices.ts";
import type { Language } from "#web/text/i18n.ts";
import { type Answer, address } from "./call.ts";
import { accountKey, todayQuery } from "./queries.ts";

export type Connection = "connecting" | "live" | "lost";
type Today = Answer<"getToday">;
type Line = Today["feed"][number];

const feedLength = 60;
const refetchPauseMs = 1_000;
const reopenAfterMs = 5_000;

/**
 * Follows an account's stream until the returned function is called. A decision stands in the feed
 * at once; everything that it changes besides (queues, counts, history) is asked for again, at most
 * once in `refetchPauseMs`, so that a burst of leads costs one request and not hundreds.
 */
export function followAccount({
  client,
  account,
  lang,
  onConnection,
  onNotice,
}: {
  readonly client: QueryClient;
  readonly account: string;
  readonly lang: Language;
  readonly onConnection: (connection: Connection) => void;
  /** Who is signed in has just been told something. */
  readonly onNotice: (notice: NoticeLine) => void;
}): () => void {
  const refetch = paced(refetchPauseMs, () => {
    void client.invalidateQueries({ queryKey: accountKey(account) });
  });
  let source: EventSource;
  let reopening: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    source = new EventSource(address("/accounts/{account}/stream", { account }, { lang }));
    source.addEventListener("open", () => {
      onConnection("live");
      refetch.ask();
    });
    source.addEventListener("decision", (event) => {
      insert(client, { account, lang }, JSON.parse(event.data) as Line);
      refetch.ask();
    });
    source.addEventListener("changed", refetch.ask);
    source.addEventListener("notice", (event) => {
      onNotice(JSON.parse(event.data) as NoticeLine);
      refetch.ask();
    });
    source.addEventListener("error", () => {
      onConnection("lost");
      // After a refusal (not a broken line) the browser gives up by itself.
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, reopenAfterMs);
    });
  }

  open();
  return () => {
    clearTimeout(reopening);
    refetch.stop();
    source.close();
  };
}

function insert(
  client: QueryClient,
  where: { readonly account: string; readonly lang: Language },
  line: Line,
): void {
  const { queryKey } = todayQuery(where);
  // `now` in the answer belongs to the moment at which the answer came: keep that moment.
  const updatedAt = client.getQueryState(queryKey)?.dataUpdatedAt;
  client.setQueryData(
    queryKey,
    (today) => today && withDecision(today, line),
    updatedAt === undefined ? {} : { updatedAt },
  );
}

/** The feed with one more line on top; a line that is there already is replaced in its place. */
export function withDecision(today: Today, line: Line): Today {
  const known = today.feed.some(({ id }) => id === line.id);
  const feed = known
    ? today.feed.map((other) => (other.id === line.id ? line : other))
    : [line, ...today.feed].sort((a, b) => b.id - a.id).slice(0, feedLength);
  return { ...today, feed };
}

interface Paced {
  readonly ask: () => void;
  readonly stop: () => void;
}

/** Runs `act` soon after the first `ask`, and then once for all that asked during the pause. */
export function paced(pauseMs: number, act: () => void): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        act();
      }, pauseMs);
    },
    stop: () => clearTimeout(timer),
  };
}
