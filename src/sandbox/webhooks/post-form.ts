import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { connectionFailed, timedOut } from "./ladder.ts";

/** amoCRM waits no longer for an answer. */
const answerWithinMs = 2_000;

/** Posts forms over kept-alive connections, many to one receiver. */
export class FormPoster {
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;

  constructor(connectionsMax: number) {
    this.#http = new HttpAgent({ keepAlive: true, maxSockets: connectionsMax });
    this.#https = new HttpsAgent({ keepAlive: true, maxSockets: connectionsMax });
  }

  /** The status of the answer, or one of the ladder's codes for none. Never rejects. */
  post(destination: string, body: string): Promise<number> {
    return new Promise((resolve) => {
      const secure = destination.startsWith("https:");
      const request = (secure ? httpsRequest : httpRequest)(destination, {
        agent: secure ? this.#https : this.#http,
        method: "POST",
        headers: {
          Accept: "*/*",
          "Content-Type": "application/x-www-form-urlencoded",
          "Content-Length": Buffer.byteLength(body),
          "User-Agent": "amoCRM-WebHook-client/1.0",
        },
      });
      const timer = setTimeout(() => {
        resolve(timedOut);
        request.destroy();
      }, answerWithinMs);
      const settle = (code: number) => {
        clearTimeout(timer);
        resolve(code);
      };
      request.on("response", (response) => {
        response.resume();
        response.on("error", () => settle(connectionFailed));
        response.on("end", () => settle(response.statusCode ?? connectionFailed));
      });
      request.on("error", () => settle(connectionFailed));
      request.end(body);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}
