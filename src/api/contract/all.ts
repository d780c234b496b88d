import {
  connectAccount,
  createAccount,
  getConfiguration,
  importConfiguration,
} from "./accounts.ts";
import { bePresent, listAvailability, setDuty } from "./availability.ts";
import { runChecks } from "./checks.ts";
import {
  getConversion,
  getConversionShares,
  previewConversion,
  saveConversionSettings,
} from "./conversion.ts";
import {
  explainCounterfactual,
  explainDecision,
  explainLead,
  listDecisions,
  submitLead,
} from "./decisions.ts";
import { listFindings } from "./findings.ts";
import {
  getHistoryImport,
  listHistoryImports,
  startHistoryImport,
  tryHistoryImport,
  undoHistoryImport,
} from "./history-imports.ts";
import { getMove, listHeldLeads, listMoves, previewMove, startMove, undoMove } from "./moves.ts";
import { getMyPage } from "./my-page.ts";
import {
  getMyNotifications,
  linkTelegram,
  listNotices,
  readNotices,
  saveMyNotifications,
  unlinkTelegram,
} from "./notices.ts";
import {
  getNotificationSettings,
  saveNotificationSettings,
  testNotification,
} from "./notification-settings.ts";
import { acceptOffer, declineOffer, takeLead } from "./offers.ts";
import { submitOutcome } from "./outcomes.ts";
import {
  acceptInvitation,
  changeUser,
  getInvitation,
  invite,
  listInvitations,
  listUsers,
  removeUser,
  revokeInvitation,
} from "./people.ts";
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
  submitOutcome,
  tryHistoryImport,
  startHistoryImport,
  listHistoryImports,
  getHistoryImport,
  undoHistoryImport,
  verifyDecisions,
  listRules,
  getConversion,
  getConversionShares,
  previewConversion,
  saveConversionSettings,
  listFindings,
  runChecks,
  listUsers,
  changeUser,
  removeUser,
  invite,
  listInvitations,
  revokeInvitation,
  getInvitation,
  acceptInvitation,
  setDuty,
  bePresent,
  listAvailability,
  getMyPage,
  acceptOffer,
  declineOffer,
  takeLead,
  listHeldLeads,
  previewMove,
  startMove,
  listMoves,
  getMove,
  undoMove,
  listNotices,
  readNotices,
  getMyNotifications,
  saveMyNotifications,
  linkTelegram,
  unlinkTelegram,
  getNotificationSettings,
  saveNotificationSettings,
  testNotification,
} as const;
export type Contract = typeof contract;
