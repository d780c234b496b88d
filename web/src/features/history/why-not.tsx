import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { whyNotQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import styles from "./why.module.css";

/** The smallest change with which somebody else would have received the lead; whom is chosen here. */
export function WhyNot({
  decision,
  others,
}: {
  readonly decision: number;
  readonly others: Answer<"explainDecision">["others"];
}): ReactNode {
  const { t } = useTranslation();
  const [manager, choose] = useState("");
  if (others.length === 0) return null;
  return (
    <section className={styles["whyNot"]} aria-labelledby="why-not">
      <h3 id="why-not">{t("why.whyNot")}</h3>
      <NativeSelect
        aria-label={t("why.whyNotWhom")}
        value={manager}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: "", label: t("why.whyNotChoose") },
          ...others.map((other) => ({ value: other.manager, label: other.name })),
        ]}
      />
      <div aria-live="polite">
        {manager !== "" && <Sentence decision={decision} manager={manager} />}
      </div>
    </section>
  );
}

function Sentence({
  decision,
  manager,
}: {
  readonly decision: number;
  readonly manager: string;
}): ReactNode {
  const { account, lang } = useAccount();
  const query = useQuery(whyNotQuery({ account: account.id, lang }, { id: decision, manager }));
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={1} />}>
      {({ found, sentence }) => (
        <p data-found={found} data-testid="why-not">
          {sentence}
        </p>
      )}
    </Loaded>
  );
}
