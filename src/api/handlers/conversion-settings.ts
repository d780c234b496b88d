import type { Handlers, Identity } from "#api/caller.ts";
import { checkConfiguration } from "#api/check-configuration.ts";
import type { ConversionSettings } from "#api/contract/conversion-view.ts";
import { type SalesScene, salesScene, sharesNow, withoutComfort } from "#api/conversion-scene.ts";
import { textWith } from "#api/conversion-settings.ts";
import { Problem } from "#api/problem.ts";
import type { Programs } from "#api/programs.ts";
import type { SalesBooks } from "#api/sales-books.ts";
import type { Configuration } from "#core/configuration/types.ts";
import { movements } from "#core/conversion/movement.ts";
import { emptyBook } from "#core/conversion/outcome-book.ts";
import { evidenceFor } from "#core/conversion/set-shares.ts";
import { nameOf } from "#core/explain/members.ts";
import { movedParts } from "#core/explain/share-moved.ts";
import { compile, type Program } from "#core/program.ts";
import { unifiedDifference } from "#document/difference.ts";
import type { Flow } from "#flow/flow.ts";
import { importConfiguration } from "#flow/import-configuration.ts";
import { findConfiguration } from "#store/configurations.ts";

type SettingsHandlers = Pick<Handlers, "previewConversion" | "saveConversionSettings">;

export function conversionSettingHandlers(
  flow: Flow,
  { programs, books }: { readonly programs: Programs; readonly books: SalesBooks },
): SettingsHandlers {
  const db = flow.database.kysely;
  const draft = (account: string, body: Wanted) => draftOf(flow, programs, { account, ...body });
  return {
    async previewConversion({ params, query: { lang }, body }) {
      const { scene, active, text, configuration } = await draft(params.account, body);
      const { program, rule, account } = scene;
      const next = compile(configuration, { version: program.version });
      const changed = next.rules[rule.index] ?? rule;
      const isSamePast = body.settings.since === (rule.rule.options["since"] ?? null);
      const read = isSamePast ? books.of(account.id, program) : books.under(account.id, next);
      const at = flow.clock.now();
      const today = (await sharesNow(db, scene))?.evidence;
      const book = (await read).get(rule.rule.id) ?? emptyBook();
      const after = evidenceFor(next, changed, { book, at });
      const before = today ?? evidenceFor(program, rule, { book, at });
      const between = { before, after, assumed: withoutComfort(next) };
      return {
        members: movements(before, after).map((movement) => ({
          manager: movement.manager,
          name: nameOf(program, movement.manager),
          from: movement.from,
          to: movement.to,
          because: [...movedParts(movement, between, lang)],
        })),
        difference: unifiedDifference(active, text),
      };
    },

    async saveConversionSettings({ params, body }, { identity }) {
      const { scene, active, text } = await draft(params.account, body);
      const { id, configurationVersion: version } = scene.account;
      if (version !== body.version) throw new Problem("configuration_changed");
      if (text === active) return { version, applied: false };
      return await save(flow, { account: id, text, basedOn: version, identity });
    },
  };
}

async function save(
  flow: Flow,
  { identity, ...wanted }: { account: string; text: string; basedOn: number; identity: Identity },
) {
  const imported = await importConfiguration(flow, { ...wanted, by: identity.login });
  if (imported.stale) throw new Problem("configuration_changed");
  const { version, applied } = imported;
  return { version, applied };
}

interface Wanted {
  readonly rule: string;
  readonly settings: ConversionSettings;
}

interface Draft {
  readonly scene: SalesScene & { readonly program: Program };
  /** The active text, and that with the settings in it. */
  readonly active: string;
  readonly text: string;
  readonly configuration: Configuration;
}

/** @throws Problem where the settings cannot be written, or the whole would not be accepted */
async function draftOf(
  flow: Flow,
  programs: Programs,
  { account: asked, rule, settings }: Wanted & { readonly account: string },
): Promise<Draft> {
  const db = flow.database.kysely;
  const scene = await salesScene(db, programs, { account: asked, rule });
  if (scene.rule === null) throw new Problem("rule_not_found");
  const { account } = scene;
  const version = account.configurationVersion;
  const active = (await findConfiguration(db, { account: account.id, version }))?.text ?? "";
  const text = textWith({ ...scene, text: active }, settings);
  const checked = checkConfiguration(text, account);
  if (checked.kind === "refused") {
    const errors = checked.issues.map(({ path, message }) => ({ path, message }));
    const detail = errors.map(({ path, message }) => `${path}: ${message}`).join("\n");
    throw new Problem("configuration_refused", { detail, errors });
  }
  return { scene, active, text, configuration: checked.configuration };
}
