import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** RFC 7914 parameters by OWASP's table: 32 MiB and some 80 ms a guess. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 };
const keyBytes = 32;

/** `scrypt$N$r$p$salt$key`, so that a later cost can still read today's passwords. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password.normalize("NFKC"), salt, keyBytes, cost);
  const parts = [cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")];
  return `scrypt$${parts.join("$")}`;
}

/**
 * Whether the password is the one that was hashed. Without a hash (an unknown login) it works just
 * as long and answers no, so that the time of an answer does not tell which logins exist.
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString("base64url"));
  const stored = hash ?? (await decoy);
  const [, N, r, p, salt = "", key = ""] = stored.split("$");
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: cost.maxmem };
  const expected = Buffer.from(key, "base64url");
  const given = await derive(
    password.normalize("NFKC"),
    Buffer.from(salt, "base64url"),
    expected.length,
    options,
  );
  return timingSafeEqual(given, expected) && hash !== null;
}

let decoy: Promise<string> | undefined;
