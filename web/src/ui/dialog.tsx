import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ui.module.css";

/**
 * A question in front of everything else: the browser's own dialog, so that the focus stays inside,
 * Escape closes it and the focus goes back to where it was. On a phone it rises from below.
 */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Its title is read out first; a field of it would open a phone's keyboard over it.
    shown?.focus();
    return () => shown?.close();
  }, []);
  const closeFromBehind = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser itself closes a dialog on Escape
    <dialog
      ref={dialog}
      className={styles["dialog"]}
      aria-labelledby={id}
      tabIndex={-1}
      onClick={closeFromBehind}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles["dialogBody"]}>
        <h2 id={id}>{title}</h2>
        {children}
        {/* Last, so that the focus begins with what is asked. */}
        <button
          type="button"
          className={styles["dialogClose"]}
          aria-label={t("action.close")}
          onClick={onClose}
        >
          ✕
        </button>
      </div>
    </dialog>
  );
}
