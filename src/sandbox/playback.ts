import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { AccountControl } from "./control/account-control.ts";
import { readPlaybackLine } from "./playback-line.ts";

export interface PlaybackOptions {
  /** Subdomain. */
  readonly account: string;
  readonly path: string;
  /** An even pace. With neither this nor `timeFactor` it plays as fast as webhooks get away. */
  readonly leadsPerSecond?: number | undefined;
  /** Seconds of the file per real second: its own rhythm, faster. */
  readonly timeFactor?: number | undefined;
}

export interface Playback {
  /** Settles when the file is played or stopped; never rejects, see `error`. */
  readonly done: Promise<void>;
  stop(): void;
  progress(): { running: boolean; leads: number; skipped: number; error: string | null };
}

/** Webhooks that may wait to be sent before an unpaced playback pauses. */
const outstandingMost = 200;

interface Stage {
  control(account: string): AccountControl;
  /** Resolves when fewer than so many webhooks wait. */
  room(outstanding: number): Promise<void>;
}

/** Plays the leads of a JSONL file into an account. */
export function play(sandbox: Stage, options: PlaybackOptions): Playback {
  const stopping = new AbortController();
  const state = { running: true, leads: 0, skipped: 0, error: null as string | null };
  const done = playLines(sandbox, options, { state, signal: stopping.signal })
    .catch((error: unknown) => {
      if (!stopping.signal.aborted) state.error = `${options.path}: ${messageOf(error)}`;
    })
    .finally(() => {
      state.running = false;
    });
  return { done, stop: () => stopping.abort(), progress: () => ({ ...state }) };
}

async function playLines(
  sandbox: Stage,
  options: PlaybackOptions,
  { state, signal }: { state: { leads: number; skipped: number }; signal: AbortSignal },
): Promise<void> {
  const input = createReadStream(options.path, { signal });
  const pace = paceOf(options);
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === "") continue;
    const played = readPlaybackLine(text, number);
    if (!played) {
      state.skipped += 1;
      continue;
    }
    const waitMs = pace(played.atMs, state.leads);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    await sandbox.room(outstandingMost);
    signal.throwIfAborted();
    sandbox.control(options.account).addLeads([played.request]);
    state.leads += 1;
  }
}

/** Milliseconds still to wait before a lead of the file's moment `atMs`, the `index`-th, is due. */
function paceOf({
  leadsPerSecond,
  timeFactor,
}: PlaybackOptions): (atMs: number, index: number) => number {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  let firstAtMs: number | null = null;
  if (leadsPerSecond !== undefined)
    return (_, index) => (index * 1000) / leadsPerSecond - elapsed();
  if (timeFactor === undefined) return () => 0;
  return (atMs) => {
    firstAtMs ??= atMs;
    return (atMs - firstAtMs) / timeFactor - elapsed();
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
