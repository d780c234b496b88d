import {
  connectAccount,
  createAccount,
  getConfiguration,
  importConfiguration,
} from "./accounts.ts";
import { runChecks } from "./checks.ts";
import {
  explainCounterfactual,
  explainDecision,
  explainLead,
  listDecisions,
  submitLead,
} from "./decisions.ts";
import { listFindings } from "./findings.ts";
import { listRules } from "./rules.ts";
import { createSetup, getSession, getSetup, signIn, signOut } from "./session.ts";
import { getToday } from "./today.ts";
import { verifyDecisions } from "./verification.ts";

/** Every endpoint of the service by its operation id. */
export const contract = {
  getSetup,
  createSetup,
  signIn,
  getSession,
  signOut,
  connectAccount,
  createAccount,
  getConfiguration,
  importConfiguration,
  getToday,
  listDecisions,
  explainDecision,
  explainCounterfactual,
  explainLead,
  submitLead,
  verifyDecisions,
  listRules,
  listFindings,
  runChecks,
} as const;
export type Contract = typeof contract;
