import type { z } from "zod";
import type { acceptOffer } from "#api/contract/offers.ts";
import type { Language } from "#core/explain/language.ts";
import { nameOf } from "#core/explain/members.ts";
import type { Program } from "#core/program.ts";
import type { Acceptance } from "#flow/offers-answers.ts";

type Answer = z.input<(typeof acceptOffer)["response"]>;

const sentences: Readonly<
  Record<Acceptance["outcome"], Readonly<Record<Language, (winner: string) => string>>>
> = {
  yours: {
    ru: () => "Сделка ваша.",
    en: () => "The lead is yours.",
  },
  given: {
    ru: (winner) => `Первое согласие было не ваше: сделка у менеджера ${winner}.`,
    en: (winner) => `Somebody else accepted first: ${winner} has the lead.`,
  },
  over: {
    ru: () => "Предложение уже не действует, или сейчас вы не можете принять сделку.",
    en: () => "The offer is over, or you cannot receive a lead now.",
  },
  not_offered: {
    ru: () => "Эта сделка вам сейчас не предложена.",
    en: () => "This lead is not offered to you now.",
  },
};

/** What whoever has clicked is told. */
export function acceptanceView(
  { outcome, winner }: Acceptance,
  { program, lang }: { readonly program: Program; readonly lang: Language },
): Answer {
  const name = winner && nameOf(program, winner);
  return { outcome, winner: name, sentence: sentences[outcome][lang](name ?? "") };
}
