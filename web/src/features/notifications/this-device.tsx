import { Button } from "@mantine/core";
import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import {
  askForPermission,
  browserPermission,
  onPermissionChange,
} from "#web/signals/browser-notices.ts";
import { sound, wantSound } from "#web/signals/sound.ts";
import { useSoundState } from "#web/signals/use-sound.ts";
import { Section } from "#web/ui/section.tsx";
import styles from "./notifications.module.css";

/** What this very browser does when something comes: sound, and notifications over other windows. */
export function ThisDevice(): ReactNode {
  const { t } = useTranslation();
  const state = useSoundState();
  const permission = useSyncExternalStore(onPermissionChange, browserPermission);
  return (
    <Section id="device" title={t("notifications.device")}>
      <ul className={styles["device"]}>
        <li>
          <label>
            <input
              type="checkbox"
              checked={state !== "off"}
              onChange={(event) => wantSound(event.currentTarget.checked)}
            />
            {t("notifications.sound")}
          </label>
          <Button variant="default" disabled={state === "off"} onClick={() => sound("offer")}>
            {t("notifications.testSound")}
          </Button>
        </li>
        <li>
          <span>{t(`notifications.permission.${permission}`)}</span>
          {permission === "default" && (
            <Button variant="default" onClick={() => void askForPermission()}>
              {t("notifications.allow")}
            </Button>
          )}
        </li>
      </ul>
    </Section>
  );
}
