import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "#web/api/call.ts";
import { accountKey } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { useShowMove } from "#web/app/move-context.ts";
import { isSaid, type MoveOrder } from "./selection.ts";

/** What an order would do, asked anew with every change of it. */
export function usePreview(order: MoveOrder) {
  const { account, lang } = useAccount();
  return useQuery({
    // Not below `accountKey`: what is being looked at must not change under the hands.
    queryKey: ["preview of a move", account.id, lang, order],
    queryFn: ({ signal }) =>
      call("previewMove", {
        params: { account: account.id },
        query: { lang },
        body: order,
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: isSaid(order.how),
    // Another time it is another question: turns and shifts have moved on.
    gcTime: 0,
  });
}

/** Begins to move leads; the move stays in view on whatever screen. */
export function useStartMove(onStarted: () => void) {
  const client = useQueryClient();
  const { account } = useAccount();
  const show = useShowMove();
  return useMutation({
    mutationFn: (body: MoveOrder) => call("startMove", { params: { account: account.id }, body }),
    onSuccess: ({ id }) => {
      show(id);
      onStarted();
    },
    onSettled: () => client.invalidateQueries({ queryKey: accountKey(account.id) }),
  });
}

/** Gives back what a move has moved, as far as it is still where the move put it. */
export function useUndoMove() {
  const client = useQueryClient();
  const { account } = useAccount();
  return useMutation({
    mutationFn: (move: number) => call("undoMove", { params: { account: account.id, move } }),
    onSettled: () => client.invalidateQueries({ queryKey: accountKey(account.id) }),
  });
}
