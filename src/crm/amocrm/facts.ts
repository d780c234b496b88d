/**
 * A lead's facts in the words of the configuration.
 *
 * `pipeline` and `stage` are lists of name and id, so that a rule may name either. Custom fields are
 * `field.<id>` and, where the field has one, `field.<code>`; the codes UTM_… are also `utm_…`. Dates
 * are epoch milliseconds; values that are neither text, number nor yes and no are left out.
 *
 * The channel, in this order: what the unsorted inbox says (a call, or a form, chat or mail); a call
 * note that a webhook told of; then the words (see channel.ts) of the source, the form, the tags and
 * the UTM marks, in this order; else `other`.
 */
import type { Facts, FactValue } from "#core/decision.ts";
import { channelInWords } from "./channel.ts";
import type { LeadAnswer } from "./model.ts";
import type { StageNames } from "./pipelines.ts";

type Field = NonNullable<LeadAnswer["custom_fields_values"]>[number];

export interface FactSources {
  readonly lead: LeadAnswer;
  readonly names: StageNames;
  /** What the unsorted inbox or a webhook told of how the lead came. */
  readonly origin: Facts;
}

export function factsOf({ lead, names, origin }: FactSources): Facts {
  const fields = lead.custom_fields_values ?? [];
  const own: Facts = {
    ...fieldFacts(fields),
    ...present({
      pipeline: named(names.pipeline, lead.pipeline_id),
      pipeline_id: lead.pipeline_id,
      stage: named(names.stage, lead.status_id),
      stage_id: lead.status_id,
      tags: (lead._embedded?.tags ?? []).map((tag) => tag.name),
      price: lead.price,
      source: lead._embedded?.source?.name,
      source_id: lead.source_id,
      contact: mainOf(lead._embedded?.contacts),
      company: mainOf(lead._embedded?.companies),
      created_by: lead.created_by === null ? "robot" : "person",
      created_by_id: lead.created_by,
    }),
    ...origin,
  };
  return { ...own, channel: own["channel"] ?? channelInWords(textsOf(own)) ?? "other" };
}

const named = (name: string | null, id: string): readonly string[] =>
  name === null ? [id] : [name, id];

function mainOf(
  linked: readonly { readonly id: string; readonly is_main: boolean }[] | null | undefined,
): string | undefined {
  return (linked?.find((one) => one.is_main) ?? linked?.[0])?.id;
}

const utm = /^utm_(?:source|medium|campaign|content|term)$/;
const region = /^(?:region|регион)$/;

function fieldFacts(fields: readonly Field[]): Facts {
  const facts: Record<string, FactValue> = {};
  for (const field of fields) {
    const value = factIn(field);
    if (value === null) continue;
    facts[`field.${field.field_id}`] = value;
    if (field.field_code) facts[`field.${field.field_code}`] = value;
    const word = (field.field_code ?? field.field_name ?? "").toLowerCase();
    if (utm.test(word)) facts[word] = value;
    if (region.test(word)) facts["region"] = value;
  }
  return facts;
}

const dateTypes = new Set(["date", "date_time", "birthday"]);
const numberTypes = new Set(["numeric", "monetary"]);

function factIn({ field_type, values }: Field): FactValue | null {
  const scalars = (values ?? []).flatMap(({ value }) => scalarOf(value, field_type ?? "text"));
  const [first] = scalars;
  if (first === undefined) return null;
  return scalars.length === 1 ? first : scalars.map(String);
}

function scalarOf(value: unknown, type: string): readonly (string | number | boolean)[] {
  const isScalar = ["string", "number", "boolean"].includes(typeof value);
  if (!isScalar || value === "") return [];
  if (type === "checkbox") return [value === true || value === 1 || value === "1"];
  if (dateTypes.has(type)) return instantOf(value);
  if (numberTypes.has(type)) return Number.isFinite(Number(value)) ? [Number(value)] : [];
  return [String(value)];
}

function instantOf(value: unknown): readonly number[] {
  const isSeconds = typeof value === "number" || /^-?\d+$/.test(String(value));
  const ms = isSeconds ? Number(value) * 1_000 : Date.parse(String(value));
  return Number.isFinite(ms) ? [ms] : [];
}

function textsOf(facts: Facts): readonly string[] {
  const words = ["source", "form", "tags", "utm_source", "utm_medium"];
  return words.flatMap((word) => facts[word] ?? []).map(String);
}

function present(facts: Readonly<Record<string, FactValue | null | undefined>>): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(
      (entry): entry is [string, FactValue] => entry[1] !== null && entry[1] !== undefined,
    ),
  );
}
