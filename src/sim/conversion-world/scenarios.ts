/** The worlds in which policies are compared, all variations of the main one. */
import type { WorldPlan } from "./world.ts";

export const mainPlan: WorldPlan = {
  members: 14,
  months: 12,
  importedMonths: 0,
  leadsAMonth: 500,
  rates: [0.05, 0.25],
  curve: "saturating",
  comfort: 60,
  loadDays: 10,
  winMedianDays: 7,
  closingSpread: 0,
  sources: [{ part: 1, quality: 1 }],
  affinity: 0,
  drifts: false,
};

const fourSources = [
  { part: 0.3, quality: 0.45 },
  { part: 0.25, quality: 0.8 },
  { part: 0.25, quality: 1.15 },
  { part: 0.2, quality: 1.9 },
];

/** By name; the order is that of the tables. */
export const scenarios = {
  main: mainPlan,
  "main, six months imported": { ...mainPlan, importedMonths: 6 },
  "no load effect": { ...mainPlan, curve: "none" },
  "harsh overload": { ...mainPlan, curve: "collapsing", comfort: 70 },
  drift: { ...mainPlan, drifts: true },
  "slow deals": { ...mainPlan, winMedianDays: 30 },
  sources: { ...mainPlan, sources: fourSources, affinity: 0.35 },
  "small team": { ...mainPlan, members: 5, leadsAMonth: 100, comfort: 33.6 },
  "big team": { ...mainPlan, members: 50, leadsAMonth: 5000, comfort: 168, months: 3 },
  "near-equal team": { ...mainPlan, rates: [0.12, 0.18] },
  "fast and slow closers": { ...mainPlan, winMedianDays: 10, closingSpread: 1.6, months: 6 },
  "load felt for 5 days": { ...mainPlan, loadDays: 5 },
  "load felt for 20 days": { ...mainPlan, loadDays: 20 },
} as const satisfies Readonly<Record<string, WorldPlan>>;

export type ScenarioName = keyof typeof scenarios;
