import { ChannelFailure } from "./port.ts";

const local = /^(?:127(?:\.\d+){3}|\[?::1\]?|(?:[a-z0-9-]+\.)*localhost)$/i;

/** Whether the host is this machine, to which nothing needs to be encrypted. */
export function isThisMachine(host: string): boolean {
  return local.test(host);
}

/**
 * An address to which secrets and names may go: encrypted, or on this machine.
 *
 * Addresses inside the operator's own network are allowed. Only administrators, who run the
 * installation, can set one; nothing of the answer but its status is shown to anybody, redirects are
 * not followed, and what is sent is JSON of ours. To forbid private networks would mostly forbid
 * what people do: a bot API or an automation beside the service.
 *
 * @throws ChannelFailure `refused`
 */
export function safeAddress(text: string, name: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new ChannelFailure("refused", `${name} is not an address.`);
  if (url.username !== "" || url.password !== "") {
    throw new ChannelFailure("refused", `${name} must not hold a user name or a password.`);
  }
  if (url.protocol === "https:") return url;
  if (url.protocol === "http:" && isThisMachine(url.hostname)) return url;
  throw new ChannelFailure(
    "refused",
    `${name} must begin with https:// (http:// is for this machine only).`,
  );
}
