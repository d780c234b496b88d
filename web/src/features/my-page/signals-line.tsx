import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import {
  askForPermission,
  browserPermission,
  onPermissionChange,
} from "#web/signals/browser-notices.ts";
import { allowSound } from "#web/signals/sound.ts";
import { useSoundState } from "#web/signals/use-sound.ts";
import styles from "./my-page.module.css";

/** What still keeps an offer from being heard and seen on this device; nothing where nothing does. */
export function SignalsLine(): ReactNode {
  const { t } = useTranslation();
  const isMute = useSoundState() === "blocked";
  const isUnasked = useSyncExternalStore(onPermissionChange, browserPermission) === "default";
  if (!isMute && !isUnasked) return null;
  return (
    <p className={styles["signals"]}>
      {t("me.signals")}{" "}
      {isMute && (
        <button type="button" onClick={() => void allowSound()}>
          {t("me.allowSound")}
        </button>
      )}
      {isUnasked && (
        <button type="button" onClick={() => void askForPermission()}>
          {t("me.allowNotices")}
        </button>
      )}
    </p>
  );
}
