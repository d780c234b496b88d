import { createContext, useContext } from "react";

export const MoveContext = createContext<(move: number) => void>(() => undefined);

/** Keeps a move that was just begun in view, on whatever screen. */
export function useShowMove(): (move: number) => void {
  return useContext(MoveContext);
}
