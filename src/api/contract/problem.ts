import { z } from "zod";

/** RFC 9457 problem document, with a stable `code` that the UI translates. */
export const ProblemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  /** For refused input: where, what, and what would be right. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemDocument = z.output<typeof ProblemDocument>;
