import { CrmFailure, type CrmFailureKind } from "#crm/port.ts";
import type { ProblemCode } from "./contract/problems.ts";
import { Problem } from "./problem.ts";

const codes: Readonly<Record<CrmFailureKind, ProblemCode>> = {
  rate_limited: "crm_unavailable",
  unavailable: "crm_unavailable",
  unauthorized: "crm_token_refused",
  forbidden: "crm_refused",
  refused: "crm_refused",
};

/** For `catch`: what the CRM would not do is the caller's to know. @throws always */
export function tellCrmFailure(error: unknown): never {
  if (!(error instanceof CrmFailure)) throw error;
  throw new Problem(codes[error.kind], { detail: error.message, cause: error });
}
