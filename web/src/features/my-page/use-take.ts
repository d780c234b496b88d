import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "#web/api/call.ts";
import { accountKey } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";

/** «Беру в работу»: stops the clock of a lead. */
export function useTake(manager: string) {
  const client = useQueryClient();
  const { account } = useAccount();
  return useMutation({
    mutationFn: (lead: string) =>
      call("takeLead", { params: { account: account.id, lead }, body: { manager } }),
    onSettled: () => client.invalidateQueries({ queryKey: accountKey(account.id) }),
  });
}
