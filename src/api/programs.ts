import { compile, type Program } from "#core/program.ts";
import { readConfiguration } from "#document/read.ts";
import { findConfiguration } from "#store/configurations.ts";
import type { Db } from "#store/schema.ts";

/** Configurations made ready, by account and version. */
export interface Programs {
  of(account: string, version: number): Promise<Program>;
}

/** A program holds its schedules' hours, some hundred kB; a page of history meets a few versions. */
const KEPT = 200;

/**
 * Programs for screens. A decision is told in the words of the configuration by which it was made,
 * so that neither a renamed rule nor a manager who has left changes what is said about the past.
 */
export function programsOf(db: Db): Programs {
  const kept = new Map<string, Promise<Program>>();
  return {
    of(account, version) {
      const key = `${version} ${account}`;
      const program = kept.get(key) ?? load(db, account, version);
      kept.delete(key);
      kept.set(key, program);
      program.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
      return program;
    },
  };
}

async function load(db: Db, account: string, version: number): Promise<Program> {
  const stored = await findConfiguration(db, { account, version });
  const reading = stored && readConfiguration(stored.text);
  if (!reading?.ok) {
    throw new Error(`Version ${version} of ${account}'s configuration was accepted and is gone`);
  }
  return compile(reading.configuration, { version });
}
