/**
 * Everything that a request can meet instead of an answer, in one table. The code is the contract
 * and is what the UI translates; the title only helps whoever reads the raw answer.
 */
export const problems = {
  malformed_json: { status: 400, title: "The body is not JSON" },
  input_invalid: { status: 400, title: "The request does not match the contract" },
  sign_in_required: { status: 401, title: "Sign in first" },
  wrong_credentials: { status: 401, title: "Login or password is wrong" },
  role_forbidden: { status: 403, title: "Your role does not allow this" },
  manager_forbidden: { status: 403, title: "You may do this for yourself only" },
  user_beyond: {
    status: 403,
    title: "This person also works in accounts that are not open to you; ask an administrator",
  },
  cross_site: { status: 403, title: "The request comes from another site" },
  setup_code_wrong: { status: 403, title: "The setup code is wrong or was used already" },
  not_found: { status: 404, title: "There is nothing at this address" },
  account_not_found: { status: 404, title: "There is no such account, or it is not open to you" },
  decision_not_found: { status: 404, title: "There is no such decision" },
  lead_not_found: { status: 404, title: "Nothing is known about this lead" },
  manager_not_found: { status: 404, title: "The configuration knows no such manager" },
  user_not_found: { status: 404, title: "There is no such person, or he is not of your accounts" },
  invitation_not_found: {
    status: 404,
    title: "The invitation was revoked, has run out or never was; ask for a new one",
  },
  rule_not_found: { status: 404, title: "The configuration has no such rule" },
  import_not_found: { status: 404, title: "There is no such import" },
  move_not_found: { status: 404, title: "There is no such move" },
  method_not_allowed: { status: 405, title: "This address does not take that method" },
  setup_done: { status: 409, title: "The first administrator exists already" },
  login_taken: { status: 409, title: "Somebody has this login already; choose another" },
  user_yourself: {
    status: 409,
    title: "Nobody changes his own role or accounts, or removes himself; ask somebody else",
  },
  last_administrator: {
    status: 409,
    title: "This is the last administrator; make somebody else one first",
  },
  lead_not_takeable: {
    status: 409,
    title: "This lead is not his by a rule, is closed, or its rule asks for other signs of work",
  },
  move_not_done: { status: 409, title: "The move still runs, or was undone already" },
  move_undo_over: {
    status: 409,
    title: "A move can be undone for 15 minutes; move the leads anew",
  },
  account_not_configured: {
    status: 409,
    title: "The account has no configuration yet; import one first",
  },
  configuration_changed: {
    status: 409,
    title: "Somebody has changed the configuration meanwhile; look at it and try again",
  },
  configuration_by_hand: {
    status: 422,
    title:
      "This text can only be changed by hand: it is written with aliases, or in an unusual way",
  },
  configuration_refused: { status: 422, title: "The configuration would not be accepted" },
  outcomes_told_by_crm: {
    status: 409,
    title: "What becomes of this account's leads is told by its CRM: close the lead there",
  },
  account_without_crm: {
    status: 409,
    title: "This account has no CRM to import from; import a file",
  },
  account_exists: { status: 409, title: "There is an account of this id already" },
  body_too_large: { status: 413, title: "The body is too large" },
  history_unreadable: {
    status: 422,
    title: "Nothing of the file can be imported; try it first, which tells why",
  },
  rule_not_by_sales: {
    status: 422,
    title: "This rule does not share by sales; choose one by conversion or adaptive",
  },
  json_required: { status: 415, title: "Send the body as application/json" },
  manager_needed: {
    status: 422,
    title: "Whoever signs in as a manager is one of the configuration: say which",
  },
  crm_address_refused: {
    status: 422,
    title: "This is not an address of an amoCRM or Kommo account",
  },
  crm_token_refused: { status: 422, title: "The CRM does not accept the token" },
  crm_refused: { status: 422, title: "The CRM refused the request" },
  channel_off: { status: 409, title: "This channel is not set up" },
  channel_refused: { status: 422, title: "The channel cannot be used with these settings" },
  too_many_attempts: { status: 429, title: "Too many attempts to sign in; wait" },
  internal: { status: 500, title: "Something broke on our side; the log tells what" },
  crm_unavailable: { status: 502, title: "The CRM does not answer" },
  database_unavailable: { status: 503, title: "The database does not answer" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;
