import { once } from "node:events";

const FULL = 256 * 1024;

/** Text in large writes that wait for a slow reader, so that a long output takes little memory. */
export class BufferedOutput {
  readonly #stream: NodeJS.WritableStream;
  #parts: string[] = [];
  #length = 0;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  add(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }

  /** Writes what has gathered, if that is enough to be worth a write. */
  async relieve(): Promise<void> {
    if (this.#length >= FULL) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#parts.join("");
    this.#parts = [];
    this.#length = 0;
    if (text !== "" && !this.#stream.write(text)) await once(this.#stream, "drain");
  }
}
