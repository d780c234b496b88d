import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useZones } from "#web/app/account-context.ts";
import { languageOf } from "#web/text/i18n.ts";
import { useDeviceNow } from "#web/time/use-now.ts";
import { moment } from "#web/time/words.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { Section } from "#web/ui/section.tsx";
import styles from "./notifications.module.css";
import { Telegram } from "./telegram.tsx";
import { useSaveMine } from "./use-save-mine.ts";

type Mine = Answer<"getMyNotifications">;

/** Where messages go and in which language; what could not be sent there lately. */
export function Addresses({ mine }: { readonly mine: Mine }): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZones();
  const now = useDeviceNow();
  const [email, setEmail] = useState(mine.email ?? "");
  const save = useSaveMine();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ email: email.trim() || null });
  };
  return (
    <Section id="addresses" title={t("notifications.addresses")}>
      <div className={styles["fields"]}>
        {save.error && <ProblemNotice error={save.error} />}
        {mine.troubles.map(({ channel, at, reason }) => (
          <p key={channel} className={styles["trouble"]}>
            {t(`notifications.trouble.${channel}`, { time: moment(at, now, viewer), reason })}
          </p>
        ))}
        <form className={styles["line"]} onSubmit={submit}>
          <TextInput
            type="email"
            label={t("notifications.email")}
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            disabled={email.trim() === (mine.email ?? "")}
            loading={save.isPending}
          >
            {t("action.save")}
          </Button>
        </form>
        <NativeSelect
          label={t("notifications.language")}
          value={mine.language}
          onChange={(event) => save.mutate({ language: languageOf(event.currentTarget.value) })}
          data={[
            { value: "ru", label: "Русский" },
            { value: "en", label: "English" },
          ]}
        />
        <Telegram mine={mine} />
      </div>
    </Section>
  );
}
