/** What is set for a rule by sales, and how it is written into a configuration's text. */
import { shareSettings } from "#core/conversion/settings.ts";
import type { CompiledRule, Program } from "#core/program.ts";
import { DAY_MS } from "#core/time.ts";
import { type Edit, editedText } from "#document/edit.ts";
import type { ConversionSettings } from "./contract/conversion-view.ts";
import { Problem } from "./problem.ts";

/** As they hold, whether or not they are written. */
export function settingsOf(program: Program, { rule, members }: CompiledRule): ConversionSettings {
  const { since } = rule.options;
  const held = shareSettings(rule, program.configuration.account.timeZone);
  const comforts = members.map(
    ({ manager, index }) => [manager, program.managers[index]?.comfort || null] as const,
  );
  return {
    floor: held.floor,
    // What is written beyond these bounds acts like them.
    ceiling: Math.max(1, held.ceiling),
    since: typeof since === "string" ? since : null,
    halfLifeDays: held.halfLifeMs === null ? null : daysOf(held.halfLifeMs),
    perSource: held.perSource,
    loadCurve: held.loadCurve,
    comfort: Object.fromEntries(comforts),
  };
}

const daysOf = (ms: number): number => Math.min(3_650, Math.max(1, Math.round(ms / DAY_MS)));

type Written = string | number | boolean | null;

/** What stands in `options:`; null where it is as the method has it without. */
const options: readonly {
  readonly key: string;
  readonly of: (settings: ConversionSettings) => Written;
}[] = [
  { key: "floor", of: ({ floor }) => (floor === 0.15 ? null : writtenFloor(floor)) },
  { key: "ceiling", of: ({ ceiling }) => (ceiling === 2 ? null : ceiling) },
  { key: "since", of: ({ since }) => since },
  { key: "half_life", of: ({ halfLifeDays: days }) => (days === null ? null : `${days}d`) },
  { key: "per_source", of: ({ perSource }) => perSource || null },
  { key: "load_curve", of: ({ loadCurve }) => (loadCurve ? null : false) },
];

/** In percent, but for what would be read as a part: 1 stands for the whole of an equal share. */
function writtenFloor(floor: number): number {
  const percent = Number((100 * floor).toFixed(4));
  return percent > 1 ? percent : floor;
}

export interface SettingsScene {
  readonly program: Program;
  readonly rule: CompiledRule;
  /** The active text. */
  readonly text: string;
}

/**
 * The text with the settings in it: only what is other than it was is touched.
 *
 * @throws Problem `input_invalid` where somebody named is no member, `configuration_by_hand` where
 *   the text is such that only a person can change it
 */
export function textWith(scene: SettingsScene, wanted: ConversionSettings): string {
  const { program, rule, text } = scene;
  const held = settingsOf(program, rule);
  for (const manager of Object.keys(wanted.comfort)) {
    if (!Object.hasOwn(held.comfort, manager)) throw noMember(rule, manager);
  }
  const edited = editedText(text, [
    ...optionEdits(rule, held, wanted),
    ...comfortEdits(held, wanted),
  ]);
  if (edited === null) throw new Problem("configuration_by_hand");
  return edited;
}

function noMember({ rule }: CompiledRule, manager: string): Problem {
  const message = `${manager} is no member of the rule ${rule.name}`;
  const errors = [{ path: `body.settings.comfort.${manager}`, message }];
  return new Problem("input_invalid", { detail: message, errors });
}

function optionEdits(
  { rule, index }: CompiledRule,
  held: ConversionSettings,
  wanted: ConversionSettings,
): readonly Edit[] {
  const changes = options.filter(({ of }) => of(held) !== of(wanted));
  if (changes.length === 0) return [];
  const path = ["rules", index, "options"];
  const taken = new Set(changes.map(({ key }) => key));
  const kept = Object.keys(rule.options).filter((key) => !taken.has(key));
  const written = changes.flatMap(({ key, of }) => {
    const value = of(wanted);
    return value === null ? [] : [[key, value] as const];
  });
  if (kept.length + written.length === 0) return [{ path, value: null }];
  if (Object.keys(rule.options).length === 0) return [{ path, value: Object.fromEntries(written) }];
  return changes.map(({ key, of }) => ({ path: [...path, key], value: of(wanted) }));
}

function comfortEdits(held: ConversionSettings, wanted: ConversionSettings): readonly Edit[] {
  return Object.entries(wanted.comfort)
    .filter(([manager, comfort]) => held.comfort[manager] !== comfort)
    .map(([manager, value]) => ({ path: ["managers", manager, "comfort"], value }));
}
