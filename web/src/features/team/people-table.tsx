import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "#web/ui/section.tsx";
import { Unseen } from "#web/ui/unseen.tsx";
import styles from "./team.module.css";

/** People, a row each: who, what about him, how he signs in, what can be done. */
export function PeopleTable({
  id,
  title,
  who,
  what,
  rows,
  empty,
}: {
  readonly id: "managers" | "others";
  readonly title: string;
  readonly who: string;
  readonly what: string;
  readonly rows: readonly ReactNode[];
  /** What stands there instead of no rows. */
  readonly empty: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Section id={id} title={title}>
      {rows.length === 0 ? (
        empty
      ) : (
        <table className={styles["people"]} aria-labelledby={id} data-testid={id}>
          <thead>
            <tr>
              <th scope="col">{who}</th>
              <th scope="col" data-column="what">
                {what}
              </th>
              <th scope="col">{t("team.signIn")}</th>
              <th scope="col">
                <Unseen>{t("team.actions")}</Unseen>
              </th>
            </tr>
          </thead>
          <tbody>{rows}</tbody>
        </table>
      )}
    </Section>
  );
}
