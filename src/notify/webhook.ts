/**
 * Notices for programs: JSON posted to one address, signed, so that the receiver knows by whom, and
 * that it is not an old one repeated.
 *
 * - `x-smena-timestamp`: epoch seconds of this attempt
 * - `x-smena-signature`: `sha256=` and the hexadecimal HMAC-SHA256, by the secret, over
 *   `TIMESTAMP.BODY`
 * - `x-smena-delivery`: the same for every attempt of one notice: whoever has seen it ignores it
 */
import { createHmac } from "node:crypto";
import { type Channel, ChannelFailure, type WebhookSettings } from "./port.ts";
import { type Patience, type Posted, postJson } from "./post-json.ts";
import { safeAddress } from "./safe-address.ts";

/** The receiver has read the body and does not want it. */
const never: ReadonlySet<number> = new Set([400, 413, 415, 422]);

export function webhookChannel(settings: WebhookSettings, patience: Patience): Channel {
  const url = safeAddress(settings.url, "The address of the webhook").href;
  if (settings.secret.length < 16) {
    throw new ChannelFailure("refused", "The secret must have at least 16 characters.");
  }
  return {
    async send({ key, sentAt, data }) {
      const body = JSON.stringify(data);
      const timestamp = Math.floor(sentAt / 1_000);
      const headers = {
        "x-smena-timestamp": String(timestamp),
        "x-smena-signature": signatureOf({ body, timestamp, secret: settings.secret }),
        "x-smena-delivery": key,
      };
      judge(await postJson({ url, body, headers, ...patience }));
    },
  };
}

/** @param signed with the timestamp in epoch seconds */
function signatureOf(signed: {
  readonly body: string;
  readonly timestamp: number;
  readonly secret: string;
}): string {
  const hmac = createHmac("sha256", signed.secret).update(`${signed.timestamp}.${signed.body}`);
  return `sha256=${hmac.digest("hex")}`;
}

function judge({ status, retryAfterMs }: Posted): void {
  if (status >= 200 && status < 300) return;
  const message =
    status >= 300 && status < 400
      ? `The receiver answered ${status}: redirects are not followed, give the address itself.`
      : `The receiver answered ${status}.`;
  const kind = never.has(status) ? "refused" : "unavailable";
  throw new ChannelFailure(kind, message, retryAfterMs === null ? {} : { retryAfterMs });
}
