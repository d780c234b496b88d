import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./conversion.module.css";
import type { SettingsForm } from "./settings-form.ts";
import type { SettingsWork } from "./use-settings.ts";

/** What may be set for the rule; comfortable rates stand in the table, beside the load. */
export function SettingsFields({
  form,
  work,
  isAdaptive,
}: {
  readonly form: SettingsForm;
  readonly work: SettingsWork;
  readonly isAdaptive: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const numberField = (name: "floor" | "ceiling" | "halfLifeDays"): ReactNode => (
    <TextInput
      label={t(`conversion.field.${name}`)}
      description={t(`conversion.fieldHint.${name}`)}
      error={work.wrong.has(name) && t(`conversion.fieldWrong.${name}`)}
      inputMode="decimal"
      value={form[name]}
      onChange={(event) => work.change({ [name]: event.currentTarget.value })}
    />
  );
  const check = (name: "loadCurve" | "perSource"): ReactNode => (
    <label>
      <input
        type="checkbox"
        checked={form[name]}
        onChange={(event) => work.change({ [name]: event.currentTarget.checked })}
      />
      <span>
        {t(`conversion.field.${name}`)}
        <small>{t(`conversion.fieldHint.${name}`)}</small>
      </span>
    </label>
  );
  return (
    <form
      className={styles["fields"]}
      onSubmit={(event) => {
        event.preventDefault();
        work.submit();
      }}
    >
      {numberField("floor")}
      {isAdaptive && numberField("ceiling")}
      <TextInput
        type="date"
        label={t("conversion.field.since")}
        description={t("conversion.fieldHint.since")}
        value={form.since}
        onChange={(event) => work.change({ since: event.currentTarget.value })}
      />
      {isAdaptive && numberField("halfLifeDays")}
      {isAdaptive && (
        <div className={styles["checks"]}>
          {check("loadCurve")}
          {check("perSource")}
        </div>
      )}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  );
}
