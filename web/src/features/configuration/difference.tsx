import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./configuration.module.css";
import { linesOf } from "./difference-lines.ts";

const signs = { added: "+", removed: "−", same: "", place: "" };

/** What would change, line by line. */
export function Difference({
  difference,
  isFirst,
}: {
  readonly difference: string;
  readonly isFirst: boolean;
}): ReactNode {
  const { t } = useTranslation();
  if (difference === "" && !isFirst) {
    return <p className={styles["hint"]}>{t("configuration.same")}</p>;
  }
  const lines = linesOf(difference);
  const count = (kind: string): number => lines.filter((line) => line.kind === kind).length;
  return (
    <>
      <h2>{t("configuration.difference", { added: count("added"), removed: count("removed") })}</h2>
      <section
        className={styles["difference"]}
        data-testid="difference"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t("configuration.differenceLabel")}
      >
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines have nothing but their order
          <div key={index} data-kind={line.kind}>
            <span aria-hidden="true">{signs[line.kind]}</span>
            {line.kind === "place" ? "⋯" : line.text}
          </div>
        ))}
      </section>
    </>
  );
}
