import type { ReactNode } from "react";
import styles from "./drawn.module.css";
import { ManagerChip } from "./manager-chip.tsx";

const drawnMax = 8;

/** How many are before somebody: as many rings, then himself; first in the line stands at the left. */
export function QueuePlace({
  before,
  manager,
  name,
}: {
  readonly before: number;
  readonly manager: string;
  readonly name: string;
}): ReactNode {
  const drawn = Math.min(before, drawnMax);
  const left = before - drawn;
  return (
    <span className={styles["queuePlace"]} aria-hidden="true">
      {left > 0 && <span>+{left}</span>}
      {drawn > 0 && (
        <svg
          className={styles["rings"]}
          width={drawn * 16}
          height="22"
          viewBox={`0 0 ${drawn * 16} 22`}
          aria-hidden="true"
        >
          {Array.from({ length: drawn }, (_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rings have nothing but their order
            <circle key={place} cx={place * 16 + 7} cy="11" r="5" />
          ))}
        </svg>
      )}
      <ManagerChip manager={manager} name={name} />
    </span>
  );
}
