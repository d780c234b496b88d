import { z } from "zod";
import {
  AccountPath,
  type Endpoint,
  Instant,
  Language,
  leaders,
  ManagerKey,
  none,
} from "./endpoint.ts";
import { Login, Password, Role, Session } from "./session.ts";

const Name = z.string().trim().min(1).max(200);
const AccountId = z.string().min(1).max(64);
const ManagerOfAccount = z.strictObject({ account: AccountId, key: ManagerKey });

const Person = z.object({
  id: z.int(),
  login: z.string(),
  name: z.string(),
  role: Role,
  language: Language,
  /** The accounts open to him, as far as they are open to whoever asks. An administrator has all. */
  accounts: z.array(z.string()),
  /** Whose leads are his own. */
  manager: z.object({ account: z.string(), key: z.string() }).nullable(),
});
export type Person = z.output<typeof Person>;

export const listUsers = {
  method: "get",
  path: "/users",
  summary: "Who may sign in; a head sees those of his own accounts",
  params: none,
  query: none,
  body: none,
  response: z.object({ users: z.array(Person) }),
  roles: leaders,
} as const satisfies Endpoint;

const UserPath = z.object({ user: z.coerce.number().int().positive() });

export const changeUser = {
  method: "put",
  path: "/users/{user}",
  summary: "Change a person's role, name, accounts or manager; open sessions notice at once",
  params: UserPath,
  query: none,
  body: z.strictObject({
    role: Role.optional(),
    name: Name.optional(),
    /** Of those open to whoever asks; others stay as they are. */
    accounts: z.array(AccountId).max(1_000).optional(),
    manager: ManagerOfAccount.nullable().optional(),
  }),
  response: Person,
  roles: leaders,
} as const satisfies Endpoint;

export const removeUser = {
  method: "delete",
  path: "/users/{user}",
  summary: "Remove a person and end his sessions; what he did stays in the history",
  params: UserPath,
  query: none,
  body: none,
  response: none,
  roles: leaders,
} as const satisfies Endpoint;

const InvitedRole = z.enum(["head", "manager", "observer"]);

export const invite = {
  method: "post",
  path: "/accounts/{account}/invitations",
  summary: "Invite a person: the answer holds the link, once",
  params: AccountPath,
  query: none,
  body: z
    .strictObject({ role: InvitedRole, manager: ManagerKey.optional(), name: Name })
    .refine(({ role, manager }) => role !== "manager" || manager !== undefined, {
      path: ["manager"],
      message: "say which manager of the configuration it is",
    }),
  /** The link leads to the screen `/invite/…`, works once and for seven days. */
  response: z.object({ id: z.int(), url: z.string(), expiresAt: Instant }),
  roles: leaders,
} as const satisfies Endpoint;

const Invitation = z.object({
  id: z.int(),
  role: InvitedRole,
  manager: z.string().nullable(),
  name: z.string(),
  createdAt: Instant,
  /** The login of whoever invited. */
  createdBy: z.string(),
  expiresAt: Instant,
});
export type Invitation = z.output<typeof Invitation>;

export const listInvitations = {
  method: "get",
  path: "/accounts/{account}/invitations",
  summary: "Invitations that can still be accepted",
  params: AccountPath,
  query: none,
  body: none,
  response: z.object({ invitations: z.array(Invitation) }),
  roles: leaders,
} as const satisfies Endpoint;

export const revokeInvitation = {
  method: "delete",
  path: "/accounts/{account}/invitations/{invitation}",
  summary: "Make an invitation's link useless",
  params: AccountPath.extend({ invitation: z.coerce.number().int().positive() }),
  query: none,
  body: none,
  response: none,
  roles: leaders,
} as const satisfies Endpoint;

const CodePath = z.object({ code: z.string().min(1).max(100) });

export const getInvitation = {
  method: "get",
  path: "/invitations/{code}",
  summary: "What an invitation's link invites to",
  params: CodePath,
  query: none,
  body: none,
  response: z.object({
    accountName: z.string(),
    role: InvitedRole,
    name: z.string(),
    /** False where it was accepted already: whoever did can sign in. */
    needed: z.boolean(),
  }),
  roles: "anyone",
} as const satisfies Endpoint;

export const acceptInvitation = {
  method: "post",
  path: "/invitations/{code}",
  summary: "Accept an invitation: choose a login and a password, and be signed in",
  params: CodePath,
  query: none,
  body: z.strictObject({
    login: Login,
    password: Password,
    language: Language.default("ru"),
  }),
  response: Session,
  roles: "anyone",
} as const satisfies Endpoint;
