/** Every lead that came; a lead is decided once for one cause, however often it is reported. */
export class SeenLeads {
  readonly #seen = new Set<string | number>();

  /** Whether it comes for the first time; from now on it has come. */
  isNew(lead: string): boolean {
    const seen = this.#seen.size;
    return this.#seen.add(compact(lead)).size > seen;
  }
}

/** A lead's id to be remembered: most are numbers, and a number takes far less memory than its text. */
function compact(lead: string): string | number {
  return wholeNumber.test(lead) ? Number(lead) : lead;
}

/** Written as a number is, so that no two texts become one. */
const wholeNumber = /^[1-9]\d{0,14}$/;
