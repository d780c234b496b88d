import { createHash, randomBytes } from "node:crypto";

/** For a cookie or a link: 256 random bits, which nobody guesses. */
export function randomCode(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a code. It is random, so that a plain hash is enough. */
export function hashOfCode(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}
