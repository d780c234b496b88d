import type { Contract } from "./contract/all.ts";
import type { Endpoint, Input, Output, Role } from "./contract/endpoint.ts";

/** Who asks. Administrators run the whole installation; everybody else sees the accounts listed. */
export interface Identity {
  /** Null: the command line, which is nobody in particular. */
  readonly user: number | null;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly language: "ru" | "en";
  readonly accounts: readonly string[];
  /** Which manager of which account he is; null: none. Never null where the role is `manager`. */
  readonly manager: { readonly account: string; readonly key: string } | null;
}

/** The caller's own session, for the few that open, close or outlive one. */
export interface SessionControl {
  /** Who he is by now: sessions end, and roles change. */
  current(): Promise<Identity | null>;
  /** Starts a session for the user and hands its cookie to the caller. */
  open(user: number): Promise<void>;
  close(): Promise<void>;
}

export interface Caller<Who extends Identity | null = Identity | null> {
  readonly identity: Who;
  /** The network address that sent the request; `local` for the command line's socket. */
  readonly address: string;
  /** Where his browser sees the service, such as `https://smena.example.com`; null: by no address. */
  readonly origin: string | null;
  readonly session: SessionControl;
}

type CallerOf<E extends Endpoint> = Caller<
  E["roles"] extends "anyone" ? Identity | null : Identity
>;

/** A function from an endpoint's input to its output; it sees no HTTP. */
export type Handler<E extends Endpoint> = (
  input: Input<E>,
  caller: CallerOf<E>,
) => Promise<Output<E>>;
export type Handlers = { readonly [Name in keyof Contract]: Handler<Contract[Name]> };
