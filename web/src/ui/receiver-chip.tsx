import type { ReactNode } from "react";
import type { Answer } from "#web/api/call.ts";
import { ManagerChip } from "#web/drawn/manager-chip.tsx";

type Line = Answer<"getToday">["feed"][number];

/** Who has the lead: his chip; a dashed amber ring while it waits; a bar where nobody gets it. */
export function ReceiverChip({ line }: { readonly line: Line }): ReactNode {
  if (line.manager !== null) {
    return <ManagerChip manager={line.manager} name={line.managerName ?? line.manager} />;
  }
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
      {line.kind === "waiting" ? (
        <circle
          cx="12"
          cy="12"
          r="10"
          fill="none"
          stroke="var(--wait-mark)"
          strokeWidth="2.2"
          strokeDasharray="4.2 3.65"
        />
      ) : (
        <path d="M5 12h14" stroke="var(--line-strong)" strokeWidth="2.2" />
      )}
    </svg>
  );
}
