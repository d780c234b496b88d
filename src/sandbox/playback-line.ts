import { z } from "zod";
import type { LeadRequest } from "./control/requests.ts";

/** One line of an events file: a lead; lines with `event` tell of something else. */
const fieldPrefix = "field.";
const utmPrefix = "utm_";

const playbackLine = z.looseObject({
  at: z.string(),
  lead: z.union([z.string(), z.number()]).transform(String).optional(),
  event: z.string().optional(),
  channel: z.enum(["call", "written", "other"]).default("other"),
  source: z.string().nullish(),
  price: z.number().nonnegative().optional(),
  pipeline: z.union([z.string(), z.int()]).optional(),
  tags: z.array(z.string()).optional(),
});

const categories = { call: "sip", written: "forms", other: "plain" } as const;

export interface PlayedLead {
  /** Epoch milliseconds at which it came in the file's world. */
  readonly atMs: number;
  readonly request: LeadRequest;
}

/**
 * Reads a line; null for one that brings no new lead. The file's own lead id becomes the lead's
 * name and its field `EXTERNAL_ID`, so that results can be laid beside the file. Throws with the
 * line's number where it cannot be read.
 */
export function readPlaybackLine(text: string, number: number): PlayedLead | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`line ${number} is not JSON`, { cause });
  }
  const parsed = playbackLine.safeParse(json);
  if (!parsed.success) throw new Error(`line ${number}: ${z.prettifyError(parsed.error)}`);
  const { at, lead, event, channel, source, price, pipeline, tags, ...rest } = parsed.data;
  if (event !== undefined || lead === undefined) return null;
  const atMs = Date.parse(at);
  if (Number.isNaN(atMs)) throw new Error(`line ${number}: «${at}» is not a moment`);
  return {
    atMs,
    request: {
      category: categories[channel],
      name: lead,
      ...(source && { source }),
      ...(price !== undefined && { price }),
      ...(pipeline !== undefined && { pipeline }),
      ...(tags && { tags }),
      fields: { EXTERNAL_ID: lead, ...fieldsOf(rest) },
    },
  };
}

/** `field.x` by its code x, `utm_x` as the account's tracking field; other keys are not facts. */
function fieldsOf(
  rest: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean> {
  const fields: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(rest)) {
    const code = codeOf(key);
    const isPlain =
      typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    if (code !== null && isPlain) fields[code] = value;
  }
  return fields;
}

function codeOf(key: string): string | null {
  if (key.startsWith(fieldPrefix)) return key.slice(fieldPrefix.length);
  return key.startsWith(utmPrefix) ? key.toUpperCase() : null;
}
