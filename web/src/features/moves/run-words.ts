import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";

export type Run = Answer<"getMove">;

export function isUnderway({ state }: Run): boolean {
  return state === "running" || state === "undoing";
}

export function mayUndo({ state, undoUntil }: Run, now: number): boolean {
  return state === "done" && undoUntil !== null && now < undoUntil;
}

/** How far a move is, on its way there or back. */
export function progressOf({ state, total, done, moved, undone }: Run): {
  readonly done: number;
  readonly total: number;
} {
  return state === "undoing" ? { done: undone, total: moved } : { done, total };
}

/** What a move is doing or has done: «Передано 12 сделок, 3 остались». */
export function useRunWords(): (run: Run) => string {
  const { t } = useTranslation();
  return (run) => {
    const { state, total, moved, stays, undone } = run;
    if (state === "running" || state === "undoing") {
      return t(`moves.state.${state}`, progressOf(run));
    }
    if (state === "failed") return t("moves.state.failed", { moved, total });
    if (state === "undone") {
      const back = t("moves.state.undone", { count: undone });
      return undone < moved ? `${back}, ${t("moves.stayed", { count: moved - undone })}` : back;
    }
    const words = t("moves.state.done", { count: moved });
    return stays > 0 ? `${words}, ${t("moves.stayed", { count: stays })}` : words;
  };
}
