import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ui.module.css";

/** The beginning of a long list, with a button for the rest of it. */
export function Shortened<Item>({
  items,
  first,
  children,
}: {
  readonly items: readonly Item[];
  /** How many stand there before anybody asks for more. */
  readonly first: number;
  readonly children: (shown: readonly Item[]) => ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const [isOpen, open] = useState(false);
  const more = items.length - first;
  return (
    <>
      {children(isOpen ? items : items.slice(0, first))}
      {more > 0 && (
        <button
          type="button"
          className={styles["textButton"]}
          aria-expanded={isOpen}
          onClick={() => open(!isOpen)}
        >
          {isOpen ? t("list.fewer") : t("list.more", { count: more })}
        </button>
      )}
    </>
  );
}
