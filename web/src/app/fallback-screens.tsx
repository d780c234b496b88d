import { Button } from "@mantine/core";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./shell.module.css";

/** An address that leads nowhere. */
export function MissingScreen(): ReactNode {
  const { t } = useTranslation();
  return (
    <main className={styles["page"]}>
      <h1>{t("state.missing")}</h1>
      <p>
        <Link to="/">{t("action.toStart")}</Link>
      </p>
    </main>
  );
}

/** A screen that could not be shown at all: the service does not answer, or a bug of ours. */
export function BrokenScreen({ error, reset }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <main className={styles["page"]}>
      <ProblemNotice
        error={error}
        action={
          <Button variant="default" onClick={again}>
            {t("action.retry")}
          </Button>
        }
      />
    </main>
  );
}
