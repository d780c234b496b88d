/** What keeps the store from working, said so that an operator knows what to do. */
export type StoreProblemCode =
  | "database_unreachable"
  | "database_refused"
  | "database_missing"
  | "server_too_old"
  | "directory_in_use"
  | "directory_unusable"
  | "schema_newer"
  | "key_unusable";

export class StoreProblem extends Error {
  override readonly name = "StoreProblem";
  readonly code: StoreProblemCode;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
  constructor(
    code: StoreProblemCode,
    { message, remedy, cause }: { message: string; remedy: string; cause?: unknown },
  ) {
    super(message, { cause });
    this.code = code;
    this.remedy = remedy;
  }
}
