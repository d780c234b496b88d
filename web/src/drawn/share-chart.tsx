import { type ReactNode, useState } from "react";
import { fullWords, shareText } from "./chart-words.ts";
import { ManagerChip } from "./manager-chip.tsx";
import styles from "./sales.module.css";
import { byShare } from "./share-lines.ts";
import { type Chart, SharePlot } from "./share-plot.tsx";

/** Shares over time, one line a manager; pointer and arrow keys choose the day whose values are listed. */
export function ShareChart(chart: Chart): ReactNode {
  const { lines, days, lang } = chart;
  const [chosen, choose] = useState<number | null>(null);
  const [picked, pick] = useState<string | null>(null);
  const [pointed, point] = useState<string | null>(null);
  const last = days.length - 1;
  const day = Math.min(chosen ?? last, last);
  const order = byShare(lines, day);
  return (
    <div className={styles["chart"]}>
      <SharePlot {...chart} day={day} picked={pointed ?? picked} onDay={choose} />
      <div>
        <p className={styles["day"]}>{fullWords(days[day] ?? "", lang)}</p>
        <ul className={styles["values"]} data-testid="day-values">
          {order.map(({ manager, name, shares }) => (
            <li key={manager}>
              <button
                type="button"
                aria-pressed={picked === manager}
                onClick={() => pick(picked === manager ? null : manager)}
                onPointerEnter={() => point(manager)}
                onPointerLeave={() => point(null)}
              >
                <ManagerChip manager={manager} name={name} size={18} />
                <span>{name}</span>
                <b>{shareText(shares[day], lang)}</b>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
