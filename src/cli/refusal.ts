/** A message for the person at the terminal: it is printed as it stands, and no stack with it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** 1: findings or a failed verification; 2: bad usage or unreadable input. */
  readonly exitCode: 1 | 2;
  constructor(message: string, options: ErrorOptions & { exitCode?: 1 | 2 } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? 2;
  }
}
