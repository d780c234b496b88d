import type { Answer } from "#web/api/call.ts";

type Member = Answer<"getToday">["team"][number];
type Person = Answer<"listUsers">["users"][number];
type Invitation = Answer<"listInvitations">["invitations"][number];

/** A manager of the configuration, and how he signs in: already, soon, or not at all. */
export interface ManagerSeat {
  readonly member: Member;
  readonly person: Person | null;
  readonly invitation: Invitation | null;
}

/** Everybody else: he signs in already, or was invited. */
export type OtherSeat =
  | { readonly kind: "person"; readonly person: Person }
  | { readonly kind: "invitation"; readonly invitation: Invitation };

/** Who belongs to which manager; people without one, and whoever was invited for none, are the others. */
export function seatsOf({
  account,
  team,
  people,
  invitations,
}: {
  readonly account: string;
  readonly team: readonly Member[];
  readonly people: readonly Person[];
  readonly invitations: readonly Invitation[];
}): { readonly managers: readonly ManagerSeat[]; readonly others: readonly OtherSeat[] } {
  const here = people.filter(
    ({ role, accounts, manager }) =>
      role === "administrator" || accounts.includes(account) || manager?.account === account,
  );
  const keyOf = ({ manager }: Person): string | null =>
    manager?.account === account ? manager.key : null;
  const known = new Set(team.map(({ manager }) => manager));
  const isOther = (key: string | null): boolean => key === null || !known.has(key);
  return {
    managers: team.map((member) => ({
      member,
      person: here.find((person) => keyOf(person) === member.manager) ?? null,
      invitation: invitations.find(({ manager }) => manager === member.manager) ?? null,
    })),
    others: [
      ...here
        .filter((person) => isOther(keyOf(person)))
        .map((person) => ({ kind: "person", person }) as const),
      ...invitations
        .filter(({ manager }) => isOther(manager))
        .map((invitation) => ({ kind: "invitation", invitation }) as const),
    ],
  };
}
