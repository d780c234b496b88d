import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { percent } from "#web/text/numbers.ts";
import { Unseen } from "#web/ui/unseen.tsx";
import styles from "./drawn.module.css";
import { ManagerChip, managerColour } from "./manager-chip.tsx";
import { piecesOf } from "./shares.ts";

/** Narrower segments have no room for their number. */
const labelledFrom = 0.12;

interface Sharer {
  readonly manager: string;
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
}

/** How a rule's leads are split, one segment a member. */
export function ShareBar({
  label,
  members,
}: {
  readonly label: string;
  readonly members: readonly Sharer[];
}): ReactNode {
  const { i18n } = useTranslation();
  const pieces = piecesOf(members.map((member) => member.share));
  return (
    <ul className={styles["shares"]} aria-label={label}>
      {members.map(({ manager, name, share }, index) => {
        const words = percent(share, i18n.language);
        return (
          <li
            key={manager}
            title={`${name} ${words}`}
            style={{
              flex: `${pieces[index]?.width ?? 0} 1 0`,
              borderTopColor: managerColour(manager),
            }}
          >
            <ManagerChip manager={manager} name={name} size={18} title={name} />
            {share < labelledFrom ? <Unseen>{words}</Unseen> : <span>{words}</span>}
          </li>
        );
      })}
    </ul>
  );
}
