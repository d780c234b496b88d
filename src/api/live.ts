import type { LiveEvent, Live as LivePort } from "#flow/ports.ts";

/** What one screen has still to be told. */
export interface Feed {
  /** The events since the last call, waiting `quietMs` for the first: empty if none came, null when closed. */
  next(quietMs: number): Promise<readonly LiveEvent[] | null>;
  close(): void;
}

/** Carries events from the use cases of this process to its live screens. */
export interface Live extends LivePort {
  subscribe(account: string): Feed;
  /** Ends all feeds; later ones end at once. */
  close(): void;
}

/** A screen that falls further behind is told only that something changed, and reads anew. */
const BACKLOG_MAX = 200;

export function createLive(): Live {
  const feeds = new Map<string, Set<BufferedFeed>>();
  let closed = false;
  return {
    publish(account, event) {
      for (const feed of feeds.get(account) ?? []) feed.push(event);
    },
    subscribe(account) {
      const listening = feeds.get(account) ?? new Set();
      const feed = new BufferedFeed(() => {
        listening.delete(feed);
        if (listening.size === 0) feeds.delete(account);
      });
      feeds.set(account, listening.add(feed));
      if (closed) feed.close();
      return feed;
    },
    close() {
      closed = true;
      for (const feed of [...feeds.values()].flatMap((listening) => [...listening])) feed.close();
    },
  };
}

class BufferedFeed implements Feed {
  readonly #onClose: () => void;
  #events: LiveEvent[] = [];
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  push(event: LiveEvent): void {
    this.#events =
      this.#events.length < BACKLOG_MAX ? [...this.#events, event] : [{ kind: "changed" }];
    this.#wake();
  }

  async next(quietMs: number): Promise<readonly LiveEvent[] | null> {
    if (this.#events.length === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, quietMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const events = this.#events;
    this.#events = [];
    return this.#closed ? null : events;
  }

  close(): void {
    this.#closed = true;
    this.#onClose();
    this.#wake();
  }
}
