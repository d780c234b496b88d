import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { Section } from "#web/ui/section.tsx";
import styles from "./notifications.module.css";
import { useSaveMine } from "./use-save-mine.ts";

type Mine = Answer<"getMyNotifications">;
type Choice = Mine["choices"][number];
const ways = ["inApp", "email", "telegram"] as const;

/** One row a kind, one column a way: each box is saved as it is pressed. */
export function Choices({ mine }: { readonly mine: Mine }): ReactNode {
  const { t } = useTranslation();
  const save = useSaveMine();
  // What was just pressed stands as pressed, from that very moment until the service has answered.
  const [pressed, setPressed] = useState<Mine["choices"] | null>(null);
  const choices = pressed ?? mine.choices;
  const isOpen = (way: (typeof ways)[number]): boolean => way === "inApp" || mine.available[way];
  const toggle = (choice: Choice, way: (typeof ways)[number]): void => {
    const wanted = choices.map((one) =>
      one.kind === choice.kind ? { ...one, [way]: !one[way] } : one,
    );
    setPressed(wanted);
    save.mutate({ choices: wanted }, { onSettled: () => setPressed(null) });
  };
  return (
    <Section id="choices" title={t("notifications.choices")}>
      {save.error && <ProblemNotice error={save.error} />}
      <table className={styles["choices"]} aria-labelledby="choices" data-testid="choices">
        <thead>
          <tr>
            <th scope="col">{t("notifications.about")}</th>
            {ways.map((way) => (
              <th key={way} scope="col">
                {t(`notifications.way.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {choices.map((choice) => (
            <tr key={choice.kind}>
              <th scope="row">{t(`notifications.kind.${choice.kind}`)}</th>
              {ways.map((way) => (
                <td key={way}>
                  <input
                    type="checkbox"
                    aria-label={`${t(`notifications.kind.${choice.kind}`)}: ${t(`notifications.way.${way}`)}`}
                    checked={choice[way] && isOpen(way)}
                    disabled={!isOpen(way)}
                    onChange={() => toggle(choice, way)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!(mine.available.email && mine.available.telegram) && (
        <p className={styles["hint"]}>{t("notifications.closedWays")}</p>
      )}
    </Section>
  );
}
