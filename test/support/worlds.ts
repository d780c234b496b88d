/**
 * How many random worlds a property is tried on, and from which seed they are drawn.
 *
 * `WORLDS` counts them for what is promised of every decision (`npm test` 1,000, `npm run nightly`
 * 100,000 of each), `CHECK_WORLDS` for what is found in configurations, which takes a hundred times
 * as long. fast-check prints the seed and the smallest world of a failure; `SEED` draws the same
 * worlds again.
 */
/** What fast-check and vitest are told about a property. */
export interface Trial {
  readonly parameters: { readonly numRuns: number; readonly seed?: number };
  /** In ms: far more than the worlds take, since a slow machine is no failure. */
  readonly timeout: number;
}

/** For what is promised of every decision. */
export const ofDecisions: Trial = trial(counted("WORLDS", 1_000));

/** For what is found in configurations. */
export const ofConfigurations: Trial = trial(counted("CHECK_WORLDS", 50));

/** For whole flows on a database, in worlds of fifty happenings each. */
export const ofHappenings: Trial = trial(Math.ceil(counted("HAPPENINGS", 500) / 50));

function trial(numRuns: number): Trial {
  const seed = process.env["SEED"];
  return {
    parameters: { numRuns, ...(seed === undefined ? {} : { seed: whole("SEED", seed) }) },
    timeout: 30_000 + numRuns * 100,
  };
}

function counted(variable: string, usual: number): number {
  const given = process.env[variable];
  return given === undefined ? usual : whole(variable, given);
}

function whole(variable: string, given: string): number {
  const read = Number(given);
  if (given.trim() !== "" && Number.isInteger(read)) return read;
  throw new Error(
    `${variable}="${given}" is not a whole number: set for instance ${variable}=1000`,
  );
}
