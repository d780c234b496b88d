import { Button, FileButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "#web/app/account-context.ts";
import { useLanguage } from "#web/text/i18n.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./configuration.module.css";
import { Difference } from "./difference.tsx";
import { exampleOf } from "./example.ts";
import { Issues } from "./issues.tsx";
import { TextArea, type TextAreaHandle } from "./text-area.tsx";
import { useImport } from "./use-import.ts";

/** The text on the left; what the check says about it, and what would change, on the right. */
export function Editor({
  version,
  active,
}: {
  readonly version: number;
  readonly active: string;
}): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const [text, setText] = useState(active);
  const area = useRef<TextAreaHandle>(null);
  const check = useImport(true);
  const apply = useImport(false);
  const result = apply.data ?? check.data;
  const edit = (next: string): void => {
    setText(next);
    check.reset();
    apply.reset();
  };
  const readFile = async (file: File | null): Promise<void> => {
    if (file) edit(await file.text());
  };
  return (
    <div className={styles["editor"]}>
      <section className={styles["source"]} aria-label={t("configuration.text")}>
        <div className={styles["tools"]}>
          <FileButton accept=".yaml,.yml,text/yaml" onChange={(file) => void readFile(file)}>
            {(props) => (
              <Button variant="default" {...props}>
                {t("configuration.file")}
              </Button>
            )}
          </FileButton>
          {text === "" && (
            <Button variant="default" onClick={() => edit(exampleOf(lang))}>
              {t("configuration.example")}
            </Button>
          )}
          <Button
            disabled={text.trim() === ""}
            loading={check.isPending}
            onClick={() => check.mutate(text)}
          >
            {t("configuration.check")}
          </Button>
        </div>
        <TextArea
          ref={area}
          label={t("configuration.text")}
          placeholder={t("configuration.paste")}
          text={text}
          marked={(result?.issues ?? []).flatMap(({ line }) => line ?? [])}
          onChange={edit}
        />
      </section>
      <section className={styles["outcome"]} aria-live="polite">
        {(check.error ?? apply.error) && <ProblemNotice error={check.error ?? apply.error} />}
        {!result && !check.error && <p className={styles["hint"]}>{t("configuration.hint")}</p>}
        {result && result.issues.length > 0 && (
          <Issues issues={result.issues} onGo={(line) => area.current?.goTo(line)} />
        )}
        {result?.applied && <Applied version={result.version} />}
        {result && !result.applied && result.issues.length === 0 && (
          <>
            <Difference difference={result.difference} isFirst={version === 0} />
            {(result.difference !== "" || version === 0) && (
              <Button loading={apply.isPending} onClick={() => apply.mutate(text)}>
                {t("configuration.apply")}
              </Button>
            )}
          </>
        )}
      </section>
    </div>
  );
}

function Applied({ version }: { readonly version: number }): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  return (
    <p className={styles["applied"]}>
      {t("configuration.applied", { version })}{" "}
      <Link to="/a/$account/today" params={{ account: account.id }}>
        {t("configuration.toToday")}
      </Link>
    </p>
  );
}
