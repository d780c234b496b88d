import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { accountKey } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { stopwatch } from "#web/drawn/countdown.ts";
import { useDeviceNow } from "#web/time/use-now.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./moves.module.css";
import { isUnderway, mayUndo, progressOf, useRunWords } from "./run-words.ts";
import { useUndoMove } from "./use-move.ts";

const pollMs = 700;

/** A move that was just begun: how far it is, what it did, and its way back while there is one. */
export function MoveStatus({
  move,
  onClose,
}: {
  readonly move: number;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  const now = useDeviceNow(1_000);
  const words = useRunWords();
  const undo = useUndoMove();
  const { data: run } = useQuery({
    queryKey: [...accountKey(account.id), "move", move],
    queryFn: ({ signal }) => call("getMove", { params: { account: account.id, move }, signal }),
    refetchInterval: ({ state }) => (!state.data || isUnderway(state.data) ? pollMs : false),
  });
  if (!run) return null;
  return (
    <aside className={styles["status"]} aria-label={t("moves.title")} data-testid="move-status">
      <p role="status">{words(run)}</p>
      {isUnderway(run) && (
        <progress
          aria-label={t("moves.progress")}
          value={progressOf(run).done}
          max={Math.max(1, progressOf(run).total)}
        />
      )}
      {mayUndo(run, now) && (
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate(run.id)}>
          {t("moves.undo")}
          <span className={styles["left"]}>{stopwatch((run.undoUntil ?? now) - now)}</span>
        </Button>
      )}
      <Button variant="subtle" onClick={onClose}>
        {t("action.hide")}
      </Button>
      {undo.error && <ProblemNotice error={undo.error} />}
    </aside>
  );
}
