import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { channelsQuery } from "#web/api/queries.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { Section } from "#web/ui/section.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { Channel } from "./channel.tsx";
import { emailForm, telegramForm, webhookForm } from "./channel-forms.ts";
import styles from "./notifications.module.css";

/** The ways by which the service sends: set up once by an administrator, tried with a button. */
export function Channels(): ReactNode {
  const { t } = useTranslation();
  const query = useQuery(channelsQuery);
  return (
    <Section id="channels" title={t("notifications.channels")}>
      <Loaded query={query} skeleton={<SkeletonRows rows={9} />}>
        {({ email, telegram, webhook }) => (
          <div className={styles["channels"]}>
            <Channel
              channel="email"
              health={email.health}
              kept={email.server}
              fields={emailForm(email)}
            />
            <Channel
              channel="telegram"
              health={telegram.health}
              kept={telegram.bot ?? telegram.base}
              fields={telegramForm(telegram)}
            />
            <Channel
              channel="webhook"
              health={webhook.health}
              kept={webhook.origin}
              fields={webhookForm(webhook)}
            />
          </div>
        )}
      </Loaded>
    </Section>
  );
}
