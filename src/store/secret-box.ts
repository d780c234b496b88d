/** Secrets at rest: AES-256-GCM, with the place where a secret belongs bound to it. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { makeDirectory } from "./make-directory.ts";
import { StoreProblem } from "./problem.ts";
import { codeOf } from "./server-problem.ts";
import { makeWholeFile } from "./whole-file.ts";

export interface SecretBox {
  /** @param place what the secret belongs to: opened anywhere else it is refused */
  seal(secret: string, place: string): string;
  /** @throws StoreProblem `key_unusable` where it was sealed with another key or for another place */
  open(sealed: string, place: string): string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function secretBox(key: Buffer): SecretBox {
  return {
    seal(secret, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, "base64url");
      const body = NONCE_BYTES + TAG_BYTES;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES))
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(NONCE_BYTES, body));
        return decipher.update(bytes.subarray(body), undefined, "utf8") + decipher.final("utf8");
      } catch (cause) {
        throw new StoreProblem("key_unusable", {
          message: "A stored secret cannot be read with this key.",
          remedy: "Give the SMENA_KEY, or the key file, with which it was stored.",
          cause,
        });
      }
    },
  };
}

/**
 * The key for secrets: the given one, else the one in the data directory, which is made on first use
 * and readable to its owner alone.
 *
 * @param given 32 bytes as base64 or as hexadecimal digits; null: use the file
 * @throws StoreProblem `key_unusable`
 */
export async function loadKey(directory: string, given: string | null): Promise<Buffer> {
  if (given !== null) {
    return parseKey(given, { name: "SMENA_KEY", remedy: "Make one with: openssl rand -base64 32" });
  }
  const path = join(directory, "key");
  await makeDirectory(directory);
  return parseKey((await readKey(path)) ?? (await makeKey(path)), {
    name: `The key file ${path}`,
    remedy:
      "Bring it back from a copy. Without one, remove it: another is made, and the tokens of all CRM accounts, the mail password and the bot's token must be entered again.",
  });
}

function parseKey(
  text: string,
  { name, remedy }: { readonly name: string; readonly remedy: string },
): Buffer {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? "hex" : "base64");
  if (key.length === KEY_BYTES) return key;
  throw new StoreProblem("key_unusable", {
    message: `${name} is not a key of ${KEY_BYTES} bytes.`,
    remedy,
  });
}

async function readKey(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** Of several who make it at once, all read the first one's. */
async function makeKey(path: string): Promise<string> {
  await makeWholeFile(path, `${randomBytes(KEY_BYTES).toString("base64")}\n`);
  return await readFile(path, "utf8");
}
