import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { whyQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { rowId } from "./decision-table.tsx";
import styles from "./why.module.css";
import { WhyView } from "./why-view.tsx";

/** «Почему?» beside the list; on a phone it takes the whole screen. Escape closes it. */
export function WhyPanel(): ReactNode {
  const { t } = useTranslation();
  const { account, lang } = useAccount();
  const id = Number(useParams({ from: "/a/$account/history/$id" }).id);
  const search = useSearch({ from: "/a/$account/history" });
  const query = useQuery(whyQuery({ account: account.id, lang }, id));
  const navigate = useNavigate();
  const panel = useRef<HTMLElement>(null);
  const close = async (): Promise<void> => {
    await navigate({ to: "/a/$account/history", params: { account: account.id }, search });
    document.querySelector<HTMLElement>(`#${rowId(id)}`)?.focus();
  };
  // The focus follows to what was opened, as it would to a dialog.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another decision is another opening
  useEffect(() => panel.current?.focus(), [id]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) void close();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  return (
    <aside ref={panel} className={styles["panel"]} aria-label={t("why.label")} tabIndex={-1}>
      <button
        type="button"
        className={styles["close"]}
        aria-label={t("action.close")}
        onClick={() => void close()}
      >
        ✕
      </button>
      <Loaded query={query} skeleton={<SkeletonRows rows={14} />}>
        {(why) => <WhyView why={why} search={search} />}
      </Loaded>
    </aside>
  );
}
