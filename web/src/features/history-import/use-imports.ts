import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answer, call, type Request } from "#web/api/call.ts";
import { accountKey } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";

export type Imports = Answer<"listHistoryImports">;
export type Import = Imports["imports"][number];
export type Trial = Answer<"tryHistoryImport">;
export type File = NonNullable<Request<"tryHistoryImport">["body"]>;
export type Order = NonNullable<Request<"startHistoryImport">["body"]>;

const pollMs = 1_000;

/** The account's imports; one that runs is looked at every second. */
export function useImports() {
  const { account } = useAccount();
  return useQuery({
    queryKey: [...accountKey(account.id), "imports"],
    queryFn: ({ signal }) =>
      call("listHistoryImports", { params: { account: account.id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.imports.some((one) => one.state === "running") ? pollMs : false,
    placeholderData: keepPreviousData,
  });
}

/**
 * What a file would bring, asked anew with every change of how it is to be read; null: none is chosen.
 *
 * @param pick tells this file from others: its text may be too long to be a key
 */
export function useTrial(file: File | null, pick: string) {
  const { account } = useAccount();
  return useQuery({
    // Not below `accountKey`: what is being looked at must not change under the hands.
    queryKey: ["trial of a file", account.id, pick, file?.rule, file?.columns, file?.outcomes],
    queryFn: ({ signal }) => {
      if (file === null) throw new Error("no file is chosen");
      return call("tryHistoryImport", { params: { account: account.id }, body: file, signal });
    },
    enabled: file !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
}

export function useStartImport(onStarted: () => void) {
  const client = useQueryClient();
  const { account } = useAccount();
  return useMutation({
    mutationFn: (body: Order) =>
      call("startHistoryImport", { params: { account: account.id }, body }),
    onSuccess: onStarted,
    onSettled: () => client.invalidateQueries({ queryKey: accountKey(account.id) }),
  });
}

export function useUndoImport() {
  const client = useQueryClient();
  const { account } = useAccount();
  return useMutation({
    mutationFn: (id: number) => call("undoHistoryImport", { params: { account: account.id, id } }),
    onSettled: () => client.invalidateQueries({ queryKey: accountKey(account.id) }),
  });
}
