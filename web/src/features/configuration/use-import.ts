import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "#web/api/call.ts";
import { accountKey, configurationQuery, sessionQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";

/** Checks (`dryRun`) or applies a text. After applying, everything about the account is asked again. */
export function useImport(dryRun: boolean) {
  const { account } = useAccount();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      call("importConfiguration", {
        params: { account: account.id },
        query: { dryRun: String(dryRun) },
        body: { text },
      }),
    onSuccess: async (result) => {
      if (!result.applied) return;
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await client.invalidateQueries({ queryKey: configurationQuery(account.id).queryKey });
      await client.invalidateQueries({ queryKey: accountKey(account.id) });
    },
  });
}
