import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useZones } from "#web/app/account-context.ts";
import { RateInterval } from "#web/drawn/rate-interval.tsx";
import { type RateScale, rateScale } from "#web/drawn/rates.ts";
import { useLanguage } from "#web/text/i18n.ts";
import { exactPercent } from "#web/text/numbers.ts";
import { shortDate } from "#web/time/words.ts";
import { Section } from "#web/ui/section.tsx";
import { Unseen } from "#web/ui/unseen.tsx";
import styles from "./conversion.module.css";
import type { Shown } from "./conversion-view.tsx";

type Compared = NonNullable<Shown["view"]["control"]>;

/** One lead in twenty goes by equal turns: what those sold, beside what the others did. */
export function Control({ view }: { readonly view: Shown["view"] }): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZones();
  const { control } = view;
  return (
    <Section
      id="control"
      className={styles["part"]}
      title={t("conversion.control")}
      aside={
        control && (
          <span className={styles["quiet"]}>
            {t("conversion.controlSince", { date: shortDate(control.since, viewer) })}
          </span>
        )
      }
    >
      {control === null ? (
        <p className={styles["note"]}>{t("conversion.controlNone")}</p>
      ) : (
        <Groups compared={control} />
      )}
    </Section>
  );
}

function Groups({ compared }: { readonly compared: Compared }): ReactNode {
  const { t } = useTranslation();
  const { control, rest, sentence } = compared;
  const scale = rateScale([control.high, rest.high]);
  return (
    <>
      <div className={styles["groups"]} data-testid="control">
        <Group name={t("conversion.byShares")} group={rest} scale={scale} beside={control.rate} />
        <Group name={t("conversion.inTurn")} group={control} scale={scale} beside={rest.rate} />
      </div>
      <p className={styles["note"]}>{sentence}</p>
    </>
  );
}

function Group({
  name,
  group,
  scale,
  beside,
}: {
  readonly name: string;
  readonly group: Compared["control"];
  readonly scale: RateScale;
  /** The other group's rate, as a hairline. */
  readonly beside: number;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { won, received, rate, low, high } = group;
  return (
    <>
      <span>{name}</span>
      <span>{t("conversion.of", { won, received })}</span>
      <span className={styles["number"]}>{exactPercent(rate, lang)}</span>
      <div>
        <RateInterval
          scale={scale}
          rate={{ estimate: rate, low, high, team: beside }}
          colour="var(--accent)"
        />
        <Unseen>
          {t("conversion.between", {
            low: exactPercent(low, lang),
            high: exactPercent(high, lang),
          })}
        </Unseen>
      </div>
    </>
  );
}
