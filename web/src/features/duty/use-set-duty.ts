import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call, type Request } from "#web/api/call.ts";
import { accountKey } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";

export type DutyOrder = Omit<NonNullable<Request<"setDuty">["body"]>, "manager">;

/** Switches a manager; every screen of the account is asked anew. */
export function useSetDuty(manager: string) {
  const client = useQueryClient();
  const { account } = useAccount();
  return useMutation({
    mutationFn: (order: DutyOrder) =>
      call("setDuty", { params: { account: account.id }, body: { ...order, manager } }),
    onSettled: () => client.invalidateQueries({ queryKey: accountKey(account.id) }),
  });
}
