import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { signed } from "#web/text/numbers.ts";
import { placeAt, type Scale, ticksAt } from "./balance.ts";
import styles from "./drawn.module.css";

const width = 200;
const margin = 6;
const middle = 10;

/**
 * What a manager is owed: one lead is one tick, what is due to him lies to the right of zero. With
 * `before` the bar shows how one decision moved him: from the hollow dot to the full one.
 */
export function BalanceBar({
  label,
  scale,
  before,
  after,
  colour,
}: {
  readonly label: string;
  readonly scale: Scale;
  readonly before?: number;
  readonly after: number;
  readonly colour: string;
}): ReactNode {
  const { i18n } = useTranslation();
  const x = (leads: number): number => margin + placeAt(scale, leads) * (width - 2 * margin);
  const from = before ?? 0;
  const numbers = [before, after].filter((value) => value !== undefined);
  const words = numbers.map((value) => signed(value, i18n.language)).join(" → ");
  return (
    <svg
      className={styles["balance"]}
      viewBox={`0 0 ${width} 20`}
      height="20"
      preserveAspectRatio="xMinYMid"
      role="img"
      aria-label={`${label}: ${words}`}
    >
      <title>{words}</title>
      <line className={styles["axis"]} x1={margin} x2={width - margin} y1={middle} y2={middle} />
      {ticksAt(scale).map((leads) => (
        <line
          key={leads}
          className={leads === 0 ? styles["zero"] : styles["tick"]}
          x1={x(leads)}
          x2={x(leads)}
          y1={leads === 0 ? 1 : 5}
          y2={leads === 0 ? 19 : 15}
        />
      ))}
      <line
        className={styles["moved"]}
        stroke={colour}
        x1={x(from)}
        x2={x(after)}
        y1={middle}
        y2={middle}
      />
      {before !== undefined && (
        <circle className={styles["before"]} stroke={colour} cx={x(before)} cy={middle} r="3.5" />
      )}
      <circle cx={x(after)} cy={middle} r="4" fill={colour} />
    </svg>
  );
}
