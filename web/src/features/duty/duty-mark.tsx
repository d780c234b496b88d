import type { ReactNode } from "react";

/** A full disc on line, two bars on a pause, a ring off line. Silent: the word stands beside it. */
export function DutyMark({
  state,
}: {
  readonly state: "online" | "paused" | "offline";
}): ReactNode {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      {state === "online" && <circle cx="7" cy="7" r="6" fill="currentColor" />}
      {state === "paused" && (
        <path d="M4.5 1.5v11M9.5 1.5v11" stroke="currentColor" strokeWidth="3" />
      )}
      {state === "offline" && (
        <circle cx="7" cy="7" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      )}
    </svg>
  );
}
