import { readFile } from "node:fs/promises";
import { Refusal } from "./refusal.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "it may not be read by this user",
  EISDIR: "it is a directory",
};

/** Reads a file that the user named, or refuses with its name and the reason. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Why a file that the user named cannot be read. */
export function unreadable(path: string, error: unknown): Refusal {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return new Refusal(`Cannot read ${path}: ${reasons[code] ?? code}.`, { cause: error });
}
