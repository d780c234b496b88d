import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";

export type Run = Answer<"getMove">;

export function isUnderway({ state }: Run): boolean {
  return state === "running" || state === "undoing";
}

export function mayUndo({ state, undoUntil }: Run, now: number): boolean {
  return state === "done" && undoUntil !== null && now < undoUntil;
}

/** What a move is doing or has done: «Перераспределено 12 сделок, 3 остались.» */
export function useRunWords(): (run: Run) => string {
  const { t } = useTranslation();
  return ({ state, total, done, moved, stays }) => {
    if (state === "running" || state === "undoing") {
      return t(`moves.state.${state}`, { done, total });
    }
    if (state === "failed") return t("moves.state.failed", { moved, total });
    const words = t(`moves.state.${state}`, { count: moved });
    return state === "done" && stays > 0
      ? `${words}, ${t("moves.stayed", { count: stays })}`
      : words;
  };
}
