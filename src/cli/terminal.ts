/** What the program runs in. Data goes to stdout, everything else to stderr. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Waits for SIGINT or SIGTERM; only what calls this outlives them, and only the first one. */
  readonly untilAskedToEnd: () => Promise<void>;
}
