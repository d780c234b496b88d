import { z } from "zod";
import { type Endpoint, everybody, Language, none } from "./endpoint.ts";

export const Login = z.string().trim().min(1).max(200);
export const Password = z.string().min(8, "at least 8 characters").max(200);

export const Role = z.enum(["administrator", "head", "manager", "observer"]);

export const Session = z.object({
  user: z.object({
    login: z.string(),
    name: z.string(),
    role: Role,
    language: Language,
    /** The manager of the configuration that he is; null: none. */
    manager: z.string().nullable(),
  }),
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      timeZone: z.string(),
      crm: z.enum(["amocrm", "none"]),
      configured: z.boolean(),
    }),
  ),
});
export type Session = z.output<typeof Session>;

/** Whether the first administrator is still to be created. */
export const getSetup = {
  method: "get",
  path: "/setup",
  summary: "Is the first administrator still to be created?",
  params: none,
  query: none,
  body: none,
  response: z.object({ needed: z.boolean() }),
  roles: "anyone",
} as const satisfies Endpoint;

/** Creates the first administrator; `code` is printed by the service when it starts. */
export const createSetup = {
  method: "post",
  path: "/setup",
  summary: "Create the first administrator and sign in",
  params: none,
  query: none,
  body: z.strictObject({
    code: z.string().min(1),
    login: Login,
    name: z.string().trim().min(1).max(200),
    password: Password,
    language: Language.default("ru"),
  }),
  response: Session,
  roles: "anyone",
} as const satisfies Endpoint;

export const signIn = {
  method: "post",
  path: "/session",
  summary: "Sign in",
  params: none,
  query: none,
  body: z.strictObject({ login: Login, password: z.string().min(1).max(200) }),
  response: Session,
  roles: "anyone",
} as const satisfies Endpoint;

export const getSession = {
  method: "get",
  path: "/session",
  summary: "Who is signed in, and which accounts are open to him",
  params: none,
  query: none,
  body: none,
  response: Session,
  roles: everybody,
} as const satisfies Endpoint;

export const signOut = {
  method: "delete",
  path: "/session",
  summary: "Sign out",
  params: none,
  query: none,
  body: none,
  response: none,
  roles: everybody,
} as const satisfies Endpoint;
