import { unlink } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";

/** What the kernel takes for a socket's path, less its closing zero. */
const PATH_BYTES_MAX = 103;

/** The socket of a data directory; null where its path is too long for one. */
export function socketPathOf(directory: string): string | null {
  const path = join(directory, "smena.sock");
  return Buffer.byteLength(path) <= PATH_BYTES_MAX ? path : null;
}

/** Whether a service listens there now. */
export function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const answer = (answering: boolean) => () => {
      socket.destroy();
      resolve(answering);
    };
    socket.once("connect", answer(true));
    socket.once("error", answer(false));
  });
}

/** Makes way for a new socket: one that nobody answers was left behind by a process that died. */
export async function removeStale(path: string): Promise<void> {
  if (!(await isAnswering(path))) await unlink(path).catch(() => undefined);
}
