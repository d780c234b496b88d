import { randomUUID } from "node:crypto";
import { link, unlink, writeFile } from "node:fs/promises";
import { codeOf } from "./server-problem.ts";

/**
 * Makes a file that nobody ever sees half written, readable to its owner alone: a draft gets the
 * name when it is whole.
 *
 * @returns false where the file is there already; it is left as it is
 */
export async function makeWholeFile(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}
