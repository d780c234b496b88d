/**
 * `smena/core`: the decision core as a library. Pure functions on plain data; nothing here reads a
 * clock, a file or chance.
 *
 * - `parseConfiguration(raw)` checks a configuration and says what is wrong with it
 * - `compile(configuration)` makes it ready to decide by
 * - `restore(program, snapshot)` gives the state that decisions depend on, `snapshotOf` takes it back
 * - `decide(program, state, request)` answers who receives a lead and why; changes nothing
 * - `apply(state, record)` adds the answer to the state
 * - `redecide(program, record)` finds an answer again from its record
 * - `headline`, `memberSentence` say it in Russian or English
 */
export { parseConfiguration } from "./configuration/parse.ts";
export type { Configuration, ConfigurationProblem } from "./configuration/types.ts";
export { type DecisionRequest, decide } from "./decide.ts";
export type { DecisionRecord, Facts, MemberVerdict, StateSnapshot } from "./decision.ts";
export { headline } from "./explain/headline.ts";
export { memberSentence } from "./explain/verdict.ts";
export { UNIT } from "./ledger.ts";
export { type CompileOptions, compile, type Program } from "./program.ts";
export { redecide } from "./redecide.ts";
export { type AccountState, apply, emptySnapshot, restore, setDuty, snapshotOf } from "./state.ts";
