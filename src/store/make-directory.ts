import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { StoreProblem } from "./problem.ts";
import { codeOf } from "./server-problem.ts";

/**
 * Makes the data directory, or one within it, with all above that is missing.
 *
 * @throws StoreProblem `directory_unusable`
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await make(resolve(path));
  } catch (error) {
    throw unwritable(path, error);
  }
}

export function unwritable(directory: string, error: unknown): StoreProblem {
  return new StoreProblem("directory_unusable", {
    message: `The data directory ${directory} cannot be written (${codeOf(error) ?? String(error)}).`,
    remedy: "Give the service's user the right to write there, or give another --data DIR.",
    cause: error,
  });
}

/** Step by step: `recursive` tries for ever where a directory is there and takes none in, as in /proc. */
async function make(path: string): Promise<void> {
  if (await isDirectory(path)) return;
  const above = dirname(path);
  if (above !== path) await make(above);
  try {
    await mkdir(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (codeOf(error) !== "EEXIST" || !(await isDirectory(path))) throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}
