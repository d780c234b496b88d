/** Columns that are written otherwise than read. */
import type { ColumnType } from "kysely";

/** JSON that is written as text and read as `T`. */
export type Json<T> = ColumnType<T, string, string>;
/** An instant or a number that the column may lack. */
export type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** A JSON array that is empty unless something is written. */
export type Listed<T> = ColumnType<readonly T[], string | undefined, string>;
