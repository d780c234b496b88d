import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answer, call } from "#web/api/call.ts";
import { accountKey, configurationQuery, conversionPreviewQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { formOf, isSame, type Settings, type SettingsForm, settingsFrom } from "./settings-form.ts";

type Shown = Pick<Answer<"getConversion">, "version"> & {
  readonly view: NonNullable<Answer<"getConversion">["view"]>;
};
export type Preview = Answer<"previewConversion">["members"][number];

/** Typing stops for so long before anything is asked. */
const PAUSE_MS = 350;

interface Draft {
  readonly form: SettingsForm;
  /** What was there when it was begun: what is saved goes over this and nothing else. */
  readonly before: Settings;
  readonly version: number;
}

/** Settings being changed: their fields, what shares would become, saving, and the way back. */
export function useSettings({ version, view }: Shown) {
  const { account, lang } = useAccount();
  const [draft, setDraft] = useState<Draft | null>(null);
  const read = draft === null ? null : settingsFrom(draft.form);
  const isValid = read !== null && read.wrong.size === 0;
  const isChanged = draft !== null && isValid && !isSame(read.settings, draft.before);
  const [asked] = useDebouncedValue(isChanged ? read.settings : null, PAUSE_MS);
  const wanted = { rule: view.rule, settings: asked ?? view.settings };
  const preview = useQuery({
    ...conversionPreviewQuery({ account: account.id, lang }, wanted),
    enabled: asked !== null,
  });
  const save = useSave(view.rule, () => setDraft(null));
  return {
    form: draft?.form ?? null,
    wrong: read?.wrong ?? new Set<never>(),
    isChanged,
    /** By manager; null: nothing is being changed. */
    preview: isChanged && preview.data ? byManager(preview.data.members) : null,
    previewError: isChanged ? preview.error : null,
    save,
    begin: () => {
      save.forget();
      setDraft({ form: formOf(view.settings, lang), before: view.settings, version });
    },
    change: (more: Partial<SettingsForm>) => {
      if (draft) setDraft({ ...draft, form: { ...draft.form, ...more } });
    },
    cancel: () => {
      save.forget();
      setDraft(null);
    },
    submit: () => {
      if (draft && isChanged) {
        save.run({ version: draft.version, settings: read.settings, before: draft.before });
      }
    },
  };
}

export type SettingsWork = ReturnType<typeof useSettings>;

const byManager = (members: readonly Preview[]): ReadonlyMap<string, Preview> =>
  new Map(members.map((one) => [one.manager, one]));

interface Order {
  readonly version: number;
  readonly settings: Settings;
  /** What undoing brings back. */
  readonly before: Settings;
}

function useSave(rule: string, onSaved: () => void) {
  const { account } = useAccount();
  const client = useQueryClient();
  const [done, setDone] = useState<Order | null>(null);
  const mutation = useMutation({
    mutationFn: ({ version, settings }: Order) =>
      call("saveConversionSettings", {
        params: { account: account.id },
        body: { rule, version, settings },
      }),
    onSuccess: ({ version }, { before, settings }) => {
      setDone({ version, settings: before, before: settings });
      onSaved();
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: configurationQuery(account.id).queryKey });
      await client.invalidateQueries({ queryKey: accountKey(account.id) });
    },
  });
  return {
    error: mutation.error,
    isPending: mutation.isPending,
    /** The version that was made; null: nothing was saved yet. */
    version: done?.version ?? null,
    run: mutation.mutate,
    undo: () => {
      if (done) mutation.mutate(done);
    },
    forget: () => {
      setDone(null);
      mutation.reset();
    },
  };
}
