import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "#web/api/call.ts";
import { accountKey, noticesKey } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";

/** Everything up to a notice was read. */
export function useMarkRead() {
  const client = useQueryClient();
  const { account } = useAccount();
  return useMutation({
    mutationFn: (upTo: number) =>
      call("readNotices", { params: { account: account.id }, body: { upTo } }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: noticesKey(account.id) });
      await client.invalidateQueries({ queryKey: accountKey(account.id) });
    },
  });
}
