import type { Contract } from "#api/contract/all.ts";

/**
 * Method and path of the operations that the screens use. The contract itself is zod schemas, which the browser does
 * not need; the compiler holds this table to it, so a route that moves does not compile here.
 */
export const routes = {
  getSetup: { method: "get", path: "/setup" },
  createSetup: { method: "post", path: "/setup" },
  signIn: { method: "post", path: "/session" },
  getSession: { method: "get", path: "/session" },
  signOut: { method: "delete", path: "/session" },
  connectAccount: { method: "post", path: "/accounts" },
  getConfiguration: { method: "get", path: "/accounts/{account}/configuration" },
  importConfiguration: { method: "put", path: "/accounts/{account}/configuration" },
  getToday: { method: "get", path: "/accounts/{account}/today" },
  listDecisions: { method: "get", path: "/accounts/{account}/decisions" },
  explainDecision: { method: "get", path: "/accounts/{account}/decisions/{id}" },
  explainCounterfactual: {
    method: "get",
    path: "/accounts/{account}/decisions/{id}/counterfactual",
  },
  listRules: { method: "get", path: "/accounts/{account}/rules" },
  getConversion: { method: "get", path: "/accounts/{account}/conversion" },
  getConversionShares: { method: "get", path: "/accounts/{account}/conversion/shares" },
  previewConversion: { method: "post", path: "/accounts/{account}/conversion/preview" },
  saveConversionSettings: { method: "put", path: "/accounts/{account}/conversion/settings" },
  tryHistoryImport: { method: "post", path: "/accounts/{account}/history-imports/try" },
  startHistoryImport: { method: "post", path: "/accounts/{account}/history-imports" },
  listHistoryImports: { method: "get", path: "/accounts/{account}/history-imports" },
  undoHistoryImport: { method: "post", path: "/accounts/{account}/history-imports/{id}/undo" },
  listFindings: { method: "get", path: "/accounts/{account}/findings" },
  getMyPage: { method: "get", path: "/accounts/{account}/my-page" },
  setDuty: { method: "put", path: "/accounts/{account}/duty" },
  bePresent: { method: "post", path: "/accounts/{account}/presence" },
  listAvailability: { method: "get", path: "/accounts/{account}/availability-log" },
  acceptOffer: { method: "post", path: "/accounts/{account}/leads/{lead}/accept" },
  declineOffer: { method: "post", path: "/accounts/{account}/leads/{lead}/decline" },
  takeLead: { method: "post", path: "/accounts/{account}/leads/{lead}/take" },
  listHeldLeads: { method: "get", path: "/accounts/{account}/held-leads" },
  previewMove: { method: "post", path: "/accounts/{account}/moves/preview" },
  startMove: { method: "post", path: "/accounts/{account}/moves" },
  listMoves: { method: "get", path: "/accounts/{account}/moves" },
  getMove: { method: "get", path: "/accounts/{account}/moves/{move}" },
  undoMove: { method: "post", path: "/accounts/{account}/moves/{move}/undo" },
  listNotices: { method: "get", path: "/accounts/{account}/notices" },
  readNotices: { method: "post", path: "/accounts/{account}/notices/read" },
  getMyNotifications: { method: "get", path: "/me/notifications" },
  saveMyNotifications: { method: "put", path: "/me/notifications" },
  linkTelegram: { method: "post", path: "/me/notifications/telegram" },
  unlinkTelegram: { method: "delete", path: "/me/notifications/telegram" },
  getNotificationSettings: { method: "get", path: "/settings/notifications" },
  saveNotificationSettings: { method: "put", path: "/settings/notifications" },
  testNotification: { method: "post", path: "/settings/notifications/test" },
  listUsers: { method: "get", path: "/users" },
  changeUser: { method: "put", path: "/users/{user}" },
  removeUser: { method: "delete", path: "/users/{user}" },
  invite: { method: "post", path: "/accounts/{account}/invitations" },
  listInvitations: { method: "get", path: "/accounts/{account}/invitations" },
  revokeInvitation: {
    method: "delete",
    path: "/accounts/{account}/invitations/{invitation}",
  },
  getInvitation: { method: "get", path: "/invitations/{code}" },
  acceptInvitation: { method: "post", path: "/invitations/{code}" },
} as const satisfies {
  readonly [Name in keyof Contract]?: {
    readonly method: Contract[Name]["method"];
    readonly path: Contract[Name]["path"];
  };
};
