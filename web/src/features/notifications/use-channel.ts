import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "#web/api/call.ts";
import { channelsQuery, myNotificationsQuery } from "#web/api/queries.ts";
import type { Body, ChannelName } from "./channel-forms.ts";

/** Sets a channel up or off, and tries it. */
export function useChannel() {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (body: Body) => call("saveNotificationSettings", { body }),
    onSuccess: async (settings) => {
      client.setQueryData(channelsQuery.queryKey, settings);
      await client.invalidateQueries({ queryKey: myNotificationsQuery.queryKey });
    },
  });
  const test = useMutation({
    mutationFn: (channel: ChannelName) => call("testNotification", { body: { channel } }),
    onSettled: () => client.invalidateQueries({ queryKey: channelsQuery.queryKey }),
  });
  return { save, test };
}
