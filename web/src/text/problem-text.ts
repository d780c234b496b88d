import type { TFunction } from "i18next";
import { Refusal } from "#web/api/call.ts";

type Problems = keyof typeof import("./ru.json")["problem"];

export interface ProblemText {
  readonly title: string;
  /** The service's own words, where they add something; already about this very case. */
  readonly detail: string;
}

/** What went wrong in the reader's language, by the refusal's code, with the service's detail. */
export function problemText(
  error: unknown,
  t: TFunction,
  exists: (key: string) => boolean,
): ProblemText {
  if (!(error instanceof Refusal)) return { title: t("problem.unexpected"), detail: "" };
  const known = exists(`problem.${error.code}`);
  const title = known ? t(`problem.${error.code as Problems}`) : t("problem.refused");
  const fields = error.errors.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  // A refusal of which there is nothing more to say repeats its English title.
  const own = error.detail === error.message && known ? "" : error.detail;
  return { title, detail: [own, ...fields].filter(Boolean).join("\n") };
}
