import { useState } from "react";

/** Leads that are being chosen with their check boxes. */
export interface Picked {
  readonly leads: ReadonlySet<string>;
  readonly has: (lead: string) => boolean;
  readonly toggle: (...leads: readonly string[]) => void;
  readonly clear: () => void;
}

/** Toggling several chooses all of them, unless all are chosen already: then none. */
export function usePicked(): Picked {
  const [leads, setLeads] = useState<ReadonlySet<string>>(new Set());
  return {
    leads,
    has: (lead) => leads.has(lead),
    toggle: (...toggled) => setLeads((known) => toggledSet(known, toggled)),
    clear: () => setLeads(new Set()),
  };
}

export function toggledSet(
  known: ReadonlySet<string>,
  toggled: readonly string[],
): ReadonlySet<string> {
  const isWhole = toggled.every((lead) => known.has(lead));
  return isWhole
    ? new Set([...known].filter((lead) => !toggled.includes(lead)))
    : new Set([...known, ...toggled]);
}
