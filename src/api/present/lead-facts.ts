import type { Why } from "#api/contract/decisions.ts";
import type { Facts, FactValue } from "#core/decision.ts";
import { factName, factValue } from "#core/explain/facts.ts";
import type { Language } from "#core/explain/language.ts";

/** Numbers that stand beside a name, and ids that only programs ask for. */
const unsaid = new Set(["pipeline_id", "stage_id", "source_id", "contact", "created_by_id"]);
/** Custom fields that are facts by a word of their own as well. */
const fieldWords = new Set([
  "region",
  ...["source", "medium", "campaign", "content", "term"].map((part) => `utm_${part}`),
]);

/** What is known of a lead, each thing once: rules may use several names for it, people need one. */
export function leadFacts(facts: Facts, lang: Language): Why["facts"] {
  const again = saidOtherwise(facts);
  return Object.entries(facts)
    .filter(([fact, value]) => !unsaid.has(fact) && !again.has(fact) && !isEmpty(value))
    .map(([fact, value]) => ({
      name: factName(fact, lang),
      // A pipeline and a stage are facts by name and by id, so that rules may use either.
      value: factValue(
        fact,
        fact === "pipeline" || fact === "stage" ? firstOf(value) : value,
        lang,
      ),
    }));
}

const isEmpty = (value: FactValue) =>
  value === "" || (typeof value === "object" && value.length === 0);
const firstOf = (value: FactValue) => (typeof value === "object" ? value[0] : value);

/**
 * Names whose value stands under a better one: `field.UTM_SOURCE` under `utm_source`, and
 * `field.1400010` under either. Which number belongs to which code is not recorded, so numbers are
 * left out only as far as the codes and words with their value account for all of them.
 */
function saidOtherwise(facts: Facts): ReadonlySet<string> {
  const names = Object.keys(facts);
  const fields = names.filter((name) => name.startsWith("field."));
  const [numbers, codes] = [fields.filter(isNumber), fields.filter((name) => !isNumber(name))];
  const wordOf = (code: string) => code.slice("field.".length).toLowerCase();
  const coded = new Set(codes.map(wordOf));
  const words = names.filter((name) => fieldWords.has(name));
  const better = [...codes, ...words.filter((word) => !coded.has(word))];
  const countBy = (list: readonly string[]) =>
    Map.groupBy(list, (name) => JSON.stringify(facts[name]));
  const named = countBy(better);
  const explained = [...countBy(numbers)].flatMap(([value, same]) =>
    same.length <= (named.get(value)?.length ?? 0) ? same : [],
  );
  return new Set([...explained, ...codes.filter((code) => words.includes(wordOf(code)))]);
}

const isNumber = (name: string): boolean => /^field\.\d+$/.test(name);
