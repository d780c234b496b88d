import { lazy, type ReactNode, Suspense, useState } from "react";
import { MoveContext } from "./move-context.ts";

const MoveStatus = lazy(async () => ({
  default: (await import("#web/features/moves/move-status.tsx")).MoveStatus,
}));

/** Keeps a move that was just begun in view, with its progress and its way back, on whatever screen. */
export function MoveInSight({ children }: { readonly children: ReactNode }): ReactNode {
  const [move, show] = useState<number | null>(null);
  return (
    <MoveContext value={show}>
      {children}
      {move !== null && (
        <Suspense>
          <MoveStatus key={move} move={move} onClose={() => show(null)} />
        </Suspense>
      )}
    </MoveContext>
  );
}
