import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { bodyOf, type ChannelName, type Field } from "./channel-forms.ts";
import { HealthWords } from "./health-words.tsx";
import styles from "./notifications.module.css";
import { useChannel } from "./use-channel.ts";

/** One channel: whether it works, its form, a try, and the way to switch it off. */
export function Channel({
  channel,
  health,
  kept,
  fields,
}: {
  readonly channel: ChannelName;
  readonly health: Answer<"getNotificationSettings">["email"]["health"];
  /** What is known of where it sends. */
  readonly kept: string | null;
  readonly fields: readonly Field[];
}): ReactNode {
  const { t } = useTranslation();
  const { save, test } = useChannel();
  const isOn = health.state !== "off";
  const error = save.error ?? test.error;
  return (
    <details className={styles["channel"]}>
      <summary>
        <strong>{t(`notifications.channel.${channel}`)}</strong>
        <HealthWords health={health} kept={kept} />
      </summary>
      {error && <ProblemNotice error={error} />}
      <Form
        key={`${health.state} ${kept}`}
        channel={channel}
        fields={fields}
        isSaving={save.isPending}
        onSave={(filled) => save.mutate(bodyOf(channel, filled))}
      />
      {isOn && (
        <div className={styles["line"]} aria-live="polite">
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate(channel)}>
            {t(`notifications.test.${channel}`)}
          </Button>
          <Button variant="subtle" onClick={() => save.mutate({ [channel]: null })}>
            {t("notifications.switchOff")}
          </Button>
          {test.data && (
            <p data-sent={test.data.sent}>
              {test.data.sent
                ? t("notifications.testSent")
                : t("notifications.testFailed", { reason: test.data.reason ?? "" })}
            </p>
          )}
        </div>
      )}
    </details>
  );
}

function Form({
  channel,
  fields,
  isSaving,
  onSave,
}: {
  readonly channel: ChannelName;
  readonly fields: readonly Field[];
  readonly isSaving: boolean;
  readonly onSave: (filled: Readonly<Record<string, string>>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const [filled, fill] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map(({ name, value }) => [name, value])),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave(filled);
  };
  return (
    <form className={styles["fields"]} onSubmit={submit}>
      {fields.map(({ name, secret, required }) => {
        const Input = secret ? PasswordInput : TextInput;
        return (
          <Input
            key={name}
            label={t(`notifications.field.${channel}.${name}` as "notifications.field.email.url")}
            {...(secret && !required ? { placeholder: t("notifications.kept") } : {})}
            autoComplete="off"
            required={required}
            withAsterisk={false}
            value={filled[name] ?? ""}
            onChange={(event) => fill({ ...filled, [name]: event.currentTarget.value })}
          />
        );
      })}
      <div>
        <Button type="submit" loading={isSaving}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
