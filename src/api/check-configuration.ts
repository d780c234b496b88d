import type { Configuration, ConfigurationProblem } from "#core/configuration/types.ts";
import { unsupported, unsupportedLive } from "#core/unsupported.ts";
import type { ConfigurationIssue } from "#document/issue.ts";
import { issuesOf, readConfiguration } from "#document/read.ts";

export type CheckedConfiguration =
  | { readonly kind: "accepted"; readonly configuration: Configuration }
  | { readonly kind: "refused"; readonly issues: readonly ConfigurationIssue[] };

/** Whether an account may run by this text; everything that stands in the way, placed in it. */
export function checkConfiguration(
  text: string,
  account: { readonly crm: "amocrm" | "none" },
): CheckedConfiguration {
  const reading = readConfiguration(text);
  if (!reading.ok) return { kind: "refused", issues: reading.issues };
  const { configuration } = reading;
  const problems = [
    ...unsupported(configuration),
    ...unsupportedLive(configuration, { hasCrm: account.crm !== "none" }),
    ...(account.crm === "none" ? [] : withoutUser(configuration)),
  ];
  return problems.length === 0
    ? { kind: "accepted", configuration }
    : { kind: "refused", issues: issuesOf(text, problems) };
}

/** In a CRM account a manager is a user of the CRM. */
function withoutUser({ managers }: Configuration): readonly ConfigurationProblem[] {
  return managers
    .filter(({ crm }) => crm === null)
    .map(({ key }) => ({
      path: ["managers", key],
      code: "crm_missing",
      kind: "meaning",
      message: `${key} has no user of the CRM, so no lead could be handed to them.`,
      remedy: "Add `crm:` with the user's id or e-mail.",
    }));
}
