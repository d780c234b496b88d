import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useZones } from "#web/app/account-context.ts";
import { useAuthor } from "#web/text/use-author.ts";
import { useDeviceNow } from "#web/time/use-now.ts";
import { stretchOfDays } from "#web/time/words.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { Moment } from "#web/ui/moment.tsx";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./history-import.module.css";
import { type Import, useUndoImport } from "./use-imports.ts";

const reasons = ["decided", "imported", "not_member", "other_rule", "unreadable"] as const;

/** One import: from where, how far it is or what it brought, and its way back. */
export function ImportLine({ one }: { readonly one: Import }): ReactNode {
  const { t } = useTranslation();
  const author = useAuthor();
  const zones = useZones();
  const now = useDeviceNow(60_000);
  const [asks, setAsks] = useState(false);
  const undo = useUndoImport();
  const isThere = one.state === "done" || one.state === "running";
  const stretch =
    one.from === null || one.to === null ? "" : stretchOfDays(one.from, one.to, zones.viewer);
  return (
    <li data-state={one.state}>
      <Moment at={one.at} now={now} zones={zones} />
      <div className={styles["told"]}>
        <p>
          {t(`past.origin.${one.origin}`)} {stretch} · {author(one.by)}
        </p>
        <Progress one={one} />
        <PassedOver one={one} />
        {one.error !== null && <p className={styles["wrong"]}>{one.error}</p>}
        {undo.error && <ProblemNotice error={undo.error} />}
      </div>
      {isThere && (
        <Button variant="default" loading={undo.isPending} onClick={() => setAsks(true)}>
          {t(one.state === "done" ? "past.undo" : "past.stop")}
        </Button>
      )}
      {asks && (
        <Dialog title={t("past.undoTitle")} onClose={() => setAsks(false)}>
          <p>{t("past.undoHint", { count: one.added })}</p>
          <div className={styles["actions"]}>
            <Button
              onClick={() => {
                setAsks(false);
                undo.mutate(one.id);
              }}
            >
              {t("past.undo")}
            </Button>
            <Button variant="default" onClick={() => setAsks(false)}>
              {t("action.cancel")}
            </Button>
          </div>
        </Dialog>
      )}
    </li>
  );
}

function Progress({ one }: { readonly one: Import }): ReactNode {
  const { t } = useTranslation();
  const { state, added, looked, total } = one;
  if (state !== "running") return <p role="status">{t(`past.state.${state}`, { count: added })}</p>;
  const words =
    total === null
      ? t("past.runningCrm", { count: looked })
      : t("past.runningFile", { looked, total });
  return (
    <>
      <p role="status">{words}</p>
      <progress
        aria-label={t("past.progress")}
        {...(total === null ? {} : { value: looked, max: Math.max(1, total) })}
      />
    </>
  );
}

function PassedOver({ one: { passedOver } }: { readonly one: Import }): ReactNode {
  const { t } = useTranslation();
  const told = reasons.flatMap((reason) => {
    const count = passedOver[reason] ?? 0;
    return count === 0 ? [] : [t(`past.passed.${reason}`, { count })];
  });
  if (told.length === 0) return null;
  return <p className={styles["quiet"]}>{t("past.passedOver", { told: told.join("; ") })}</p>;
}
