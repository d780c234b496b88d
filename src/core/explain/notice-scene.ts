/** What the sentences of a notice are put together from. */
import type { NoticeKind, NoticeParams } from "#core/notice.ts";

/** As its recipient reads it. */
export interface NoticeWords {
  /** Enough for a mail's subject or the headline of a pop-up. */
  readonly title: string;
  /** Says it whole. */
  readonly text: string;
}

export interface Scene {
  /** The lead's name in quotation marks. */
  readonly lead: string;
  /** It is read by the manager himself, not by whoever leads. */
  readonly isOwn: boolean;
  /** «сегодня в 9:05» */
  when(at: number): string;
  /** For how long already: «15 минут». */
  since(at: number): string;
  /** For how long still. */
  left(at: number): string;
  nameOf(manager: string): string;
}

/** Sentences of one language for every kind. */
export type Catalogue = {
  readonly [Kind in NoticeKind]: (params: NoticeParams[Kind], scene: Scene) => NoticeWords;
};

/** A manager's name; null where there is none. */
export function named(manager: string | null, { nameOf }: Scene): string | null {
  return manager === null ? null : nameOf(manager);
}
