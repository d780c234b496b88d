/** A real SMTP server on this machine that keeps what it receives, and fails as it is told. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Mail {
  readonly to: readonly string[];
  /** Header name in lower case → value. */
  readonly headers: ReadonlyMap<string, string>;
  /** As it came, headers and all. */
  readonly raw: string;
  /** The parts' bodies, decoded. */
  readonly text: string;
}

/**
 * - `busy`: 451 to the recipient, to come later; `unknown`: 550 to the recipient, for good
 * - `lost`: takes the message, and the connection breaks before it says so
 * - `silent`: says nothing any more
 */
type Fault = "busy" | "unknown" | "lost" | "silent";

export class Mailbox {
  readonly received: Mail[] = [];
  /** What happens to the next messages, one each. */
  readonly faults: Fault[] = [];
  /** Connections so far. */
  connections = 0;
  #server: SMTPServer;
  #port = 0;

  private constructor(login: { readonly user: string; readonly pass: string } | null) {
    this.#server = new SMTPServer({
      // Nothing needs to be hidden on this machine, and there is no certificate to hide it with.
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      authOptional: login === null,
      logger: false,
      closeTimeout: 100,
      onConnect: (_, done) => {
        this.connections += 1;
        done();
      },
      onAuth: ({ username, password }, _, done) => {
        const isKnown = username === login?.user && password === login?.pass;
        if (isKnown) done(null, { user: username });
        else done(new Error(`no such login: ${username} ${password}`));
      },
      onRcptTo: (_, __, done) => {
        const fault = this.faults[0];
        if (fault === "silent") return;
        if (fault === "busy" || fault === "unknown") {
          this.faults.shift();
          const responseCode = fault === "busy" ? 451 : 550;
          done(Object.assign(new Error("not now or not here"), { responseCode }));
        } else done();
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          this.received.push(mailOf(to, Buffer.concat(chunks).toString("utf8")));
          if (this.faults[0] !== "lost") return done();
          this.faults.shift();
          for (const connection of this.#server.connections) connection.close();
        });
      },
    });
    this.#server.on("error", () => undefined);
  }

  static async open(login: { user: string; pass: string } | null = null): Promise<Mailbox> {
    const box = new Mailbox(login);
    await box.listen(0);
    return box;
  }

  /** Begins again where it was, after `close`. */
  async listen(port = this.#port): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.#port = (this.#server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

function mailOf(to: readonly string[], raw: string): Mail {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())] as const;
    }),
  );
  return { to, headers, raw, text: partsOf(raw) };
}

/** Encoded words of a header, as RFC 2047 has them. */
function words(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/(?:=\?utf-8\?B\?([^?]*)\?=)+/gi, (all) => {
      const coded = [...all.matchAll(/\?B\?([^?]*)\?=/gi)].map((match) => match[1] ?? "");
      return Buffer.concat(coded.map((part) => Buffer.from(part, "base64"))).toString("utf8");
    })
    .replaceAll(/=\?utf-8\?Q\?([^?]*)\?=/gi, (_, coded: string) =>
      unquoted(coded.replaceAll("_", " ")),
    );
}

function partsOf(raw: string): string {
  const part = /content-transfer-encoding: (\S+)\r\n(?:[\w-]+:.*\r\n)*\r\n([\s\S]*?)(?=\r\n--|$)/gi;
  return [...raw.matchAll(part)]
    .map(([, encoding, body = ""]) => {
      if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
      return encoding === "quoted-printable" ? unquoted(body) : body;
    })
    .join("\n")
    .replaceAll("\r\n", "\n");
}

function unquoted(text: string): string {
  const joined = text.replaceAll("=\r\n", "");
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
