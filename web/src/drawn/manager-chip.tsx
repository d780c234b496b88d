import type { ReactNode } from "react";
import styles from "./drawn.module.css";
import { initials, markOf, type Shape } from "./mark.ts";

/** A manager's colour, shape and initials, the same on every screen. Silent: his name stands beside it. */
export function ManagerChip({
  manager,
  name,
  title,
  size = 22,
}: {
  readonly manager: string;
  readonly name: string;
  /** Given where no name stands beside the chip: it is then spoken and shown on hover. */
  readonly title?: string;
  readonly size?: number;
}): ReactNode {
  const { colour, shape } = markOf(manager);
  return (
    <svg
      className={styles["chip"]}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      role="img"
      aria-label={title}
      aria-hidden={title === undefined}
    >
      {title && <title>{title}</title>}
      <Outline shape={shape} fill={`var(--manager-${colour})`} />
      <text x="12" y="12.4" fill={`var(--manager-${colour}-ink)`}>
        {initials(name)}
      </text>
    </svg>
  );
}

/** The chip with the name beside it. */
export function Person({
  manager,
  name,
}: {
  readonly manager: string;
  readonly name: string;
}): ReactNode {
  return (
    <span className={styles["person"]}>
      <ManagerChip manager={manager} name={name} />
      <span className={styles["personName"]}>{name}</span>
    </span>
  );
}

export function managerColour(manager: string): string {
  return `var(--manager-${markOf(manager).colour})`;
}

function Outline({ shape, fill }: { readonly shape: Shape; readonly fill: string }): ReactNode {
  if (shape === "circle") return <circle cx="12" cy="12" r="11.5" fill={fill} />;
  if (shape === "square") return <rect x="1" y="1" width="22" height="22" rx="3.5" fill={fill} />;
  return <path d="M7 1.2h10L23.4 12 17 22.8H7L.6 12Z" fill={fill} />;
}
