/**
 * A notice in words, as its recipient reads it. Nobody's gender is known, and none is needed.
 */
import type { NoticeContent } from "#core/notice.ts";
import { type Language, quoted } from "./language.ts";
import { lasting } from "./lasting.ts";
import { moment } from "./moment.ts";
import { english } from "./notice-en.ts";
import { russian } from "./notice-ru.ts";
import type { Catalogue, NoticeWords, Scene } from "./notice-scene.ts";

export interface NoticeAbout {
  /** The lead's name; null: it is about no lead. */
  readonly lead: string | null;
  /** It is read by the manager himself, not by whoever leads. */
  readonly isOwn: boolean;
  /** Epoch ms of what it tells of. */
  readonly at: number;
  readonly timeZone: string;
  nameOf(manager: string): string;
}

type Words = (params: NoticeContent["params"], scene: Scene) => NoticeWords;

const catalogues: Readonly<Record<Language, Catalogue>> = { ru: russian, en: english };

export function noticeWords(
  { kind, params }: NoticeContent,
  about: NoticeAbout,
  lang: Language,
): NoticeWords {
  const { at, timeZone, isOwn, nameOf } = about;
  // They come as a pair, which the compiler cannot see through the union.
  const words = catalogues[lang][kind] as Words;
  return words(params, {
    lead: quoted(about.lead ?? "", lang),
    isOwn,
    nameOf,
    when: (then) => moment({ at: then, now: at, timeZone }, lang),
    since: (from) => lasting(at - from, lang),
    left: (until) => lasting(until - at, lang),
  });
}
