/**
 * Mail by SMTP. Every message has a connection of its own: a connection that breaks takes no other
 * message with it. `Message-ID` follows from the message's key, so that a mailbox which is sent the
 * same one twice (the server's answer was lost) can tell.
 */
import { createTransport } from "nodemailer";
import { mailHtml, mailText } from "./mail-html.ts";
import {
  type Channel,
  ChannelFailure,
  type ChannelFailureKind,
  type MailSettings,
} from "./port.ts";
import type { Patience } from "./post-json.ts";
import { isThisMachine } from "./safe-address.ts";

/** @param patience for each step of a conversation, and for all of it twice as much */
export function mailChannel({ url, from }: MailSettings, { timeoutMs, signal }: Patience): Channel {
  const { host, auth, ...server } = serverOf(url);
  const domain = domainOf(from);
  return {
    async send(message) {
      const transport = createTransport({
        ...server,
        host,
        ...(auth && { auth }),
        // A password is never sent in the clear over a network.
        requireTLS: auth !== null && !isThisMachine(host),
        ignoreTLS: isThisMachine(host),
        dnsTimeout: timeoutMs,
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const mail = {
        from,
        to: message.to,
        subject: message.title,
        text: mailText(message),
        html: mailHtml(message),
        messageId: `<${message.key}@${domain}>`,
        date: new Date(message.sentAt),
        // Says to the answering machines of the absent that nobody is to be answered.
        headers: { "auto-submitted": "auto-generated" },
      };
      const whole = AbortSignal.any([AbortSignal.timeout(2 * timeoutMs), signal]);
      await transport.sendMail({ ...mail, signal: whole }).catch((error: unknown) => {
        throw failureOf(error, auth?.pass ?? null);
      });
    },
  };
}

function serverOf(text: string) {
  const url = URL.parse(text);
  const secure = url?.protocol === "smtps:";
  const usual = secure ? 465 : 587;
  if (url === null || url.hostname === "" || !(secure || url.protocol === "smtp:")) {
    throw new ChannelFailure(
      "refused",
      "The mail server must be given as smtp://user:password@host:587 or smtps://user:password@host.",
    );
  }
  const user = decoded(url.username);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? usual : Number(url.port),
    secure,
    auth: user === "" ? null : { user, pass: decoded(url.password) },
  };
}

/** A password with a bare `%` in it is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function domainOf(from: string): string {
  const [, domain] = /@([a-z0-9.-]+)>?\s*$/i.exec(from) ?? [];
  if (domain !== undefined) return domain;
  throw new ChannelFailure(
    "refused",
    "The sender must be a mail address, such as smena@example.com or Smena <smena@example.com>.",
  );
}

/** What nodemailer adds to its errors. */
interface MailError {
  readonly message?: string;
  readonly code?: string;
  readonly responseCode?: number;
  /** What was being said to the server; `API`: nothing yet. */
  readonly command?: string;
}

/** @param password must not be repeated by anybody */
function failureOf(error: unknown, password: string | null): ChannelFailure {
  const { message = "no reason given", ...more } = error as MailError;
  const told = password ? message.replaceAll(password, "…") : message;
  const text = `The mail server: ${told.replaceAll(/\s+/g, " ").slice(0, 300)}`;
  return new ChannelFailure(kindOf(more), text);
}

/** A sender that is not accepted is not accepted for any message. */
function kindOf({ code, command, responseCode }: MailError): ChannelFailureKind {
  const isAboutMessage = code === "EENVELOPE" || code === "EMESSAGE";
  if (!isAboutMessage || command === "MAIL FROM") return "unavailable";
  return responseCode !== undefined && responseCode < 500 ? "later" : "refused";
}
