/**
 * A clock that may run faster than the machine's, and the alarms set on it. The retry ladder lasts
 * an hour and a half; tests and demonstrations speed it up or jump ahead.
 */
export class FastClock {
  #factor = 1;
  #realBase: number;
  #fastBase: number;
  readonly #alarms = new Map<number, Alarm>();
  #lastAlarm = 0;

  constructor() {
    this.#realBase = performance.now();
    this.#fastBase = 0;
  }

  /** Milliseconds since the start, as this clock counts them. */
  now(): number {
    return this.#fastBase + (performance.now() - this.#realBase) * this.#factor;
  }

  after(waitMs: number, ring: () => void): void {
    this.#lastAlarm += 1;
    const key = this.#lastAlarm;
    const alarm: Alarm = { due: this.now() + waitMs, ring, timer: undefined };
    this.#alarms.set(key, alarm);
    this.#wind(key, alarm);
  }

  /** `factor`: seconds of this clock per real second, from now on. */
  setFactor(factor: number): void {
    this.#rebase(this.now());
    this.#factor = factor;
    this.#rewind();
  }

  advance(milliseconds: number): void {
    this.#rebase(this.now() + milliseconds);
    this.#rewind();
  }

  get factor(): number {
    return this.#factor;
  }

  clear(): void {
    for (const alarm of this.#alarms.values()) clearTimeout(alarm.timer);
    this.#alarms.clear();
  }

  #rebase(now: number): void {
    this.#realBase = performance.now();
    this.#fastBase = now;
  }

  #rewind(): void {
    for (const [key, alarm] of this.#alarms) this.#wind(key, alarm);
  }

  #wind(key: number, alarm: Alarm): void {
    clearTimeout(alarm.timer);
    const realWait = Math.max(0, (alarm.due - this.now()) / this.#factor);
    alarm.timer = setTimeout(() => {
      this.#alarms.delete(key);
      alarm.ring();
    }, realWait);
  }
}

interface Alarm {
  readonly due: number;
  readonly ring: () => void;
  timer: NodeJS.Timeout | undefined;
}
