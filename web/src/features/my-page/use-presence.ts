import { useEffect } from "react";
import { call } from "#web/api/call.ts";
import { useAccount } from "#web/app/account-context.ts";

const everyMs = 60_000;

/** Says every minute that the manager is at work, for as long as he can see his own page. */
export function usePresence(manager: string, isOwn: boolean): void {
  const { account, user } = useAccount();
  const isTold = isOwn && user.role === "manager";
  useEffect(() => {
    if (!isTold) return;
    const tell = (): void => {
      if (document.visibilityState !== "visible") return;
      // What is not told now is told in a minute.
      call("bePresent", { params: { account: account.id }, body: { manager } }).catch(() => {});
    };
    tell();
    const timer = setInterval(tell, everyMs);
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [account.id, manager, isTold]);
}
