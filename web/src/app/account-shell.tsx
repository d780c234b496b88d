import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { type Connection, followAccount } from "#web/api/live.ts";
import { noticesKey, sessionQuery } from "#web/api/queries.ts";
import { announce } from "#web/signals/announce.ts";
import { useSoundOnFirstPress } from "#web/signals/use-sound.ts";
import { useLanguage } from "#web/text/i18n.ts";
import { type Account, AccountContext, type Session } from "./account-context.ts";
import { MissingScreen } from "./fallback-screens.tsx";
import { MoveInSight } from "./move-in-sight.tsx";
import { Shell } from "./shell.tsx";

/** Everything below `/a/$account`: the frame, and one live stream for all its screens. */
export function AccountShell(): ReactNode {
  const { account: id } = useParams({ from: "/a/$account" });
  const { data: session } = useQuery(sessionQuery);
  // Without a session the guards of the addresses are already leading to the sign-in.
  if (!session) return null;
  const account = session.accounts.find((known) => known.id === id);
  if (!account) return <MissingScreen />;
  // The key makes another account a fresh screen: nothing of the last one stays.
  return <LiveAccount key={account.id} session={session} account={account} />;
}

function LiveAccount({
  session,
  account,
}: {
  readonly session: Session;
  readonly account: Account;
}): ReactNode {
  const client = useQueryClient();
  const lang = useLanguage();
  const [connection, setConnection] = useState<Connection>("connecting");
  useSoundOnFirstPress();
  useEffect(
    () =>
      followAccount({
        client,
        account: account.id,
        lang,
        onConnection: setConnection,
        onNotice: (notice) => {
          announce(notice);
          void client.invalidateQueries({ queryKey: noticesKey(account.id) });
        },
      }),
    [client, account.id, lang],
  );
  const { user } = session;
  const here = useMemo(() => ({ account, user, connection }), [account, user, connection]);
  return (
    <AccountContext value={here}>
      <Shell session={session} account={account} connection={connection}>
        <MoveInSight>
          <Outlet />
        </MoveInSight>
      </Shell>
    </AccountContext>
  );
}
