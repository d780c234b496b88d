import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call, type Request } from "#web/api/call.ts";
import { myNotificationsQuery } from "#web/api/queries.ts";

/** Saves a part of one's own choices; the answer is the whole of them. */
export function useSaveMine() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NonNullable<Request<"saveMyNotifications">["body"]>) =>
      call("saveMyNotifications", { body }),
    onSuccess: (mine) => client.setQueryData(myNotificationsQuery.queryKey, mine),
  });
}
