import { useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { sessionQuery } from "#web/api/queries.ts";
import type { Session } from "./account-context.ts";
import styles from "./shell.module.css";

const schemes = ["auto", "light", "dark"] as const;
const id = "own-menu";

/** One's own name; behind it light or dark, and the way out. */
export function ViewerMenu({ session }: { readonly session: Session }): ReactNode {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <>
      <button
        type="button"
        className={styles["viewer"]}
        popoverTarget={id}
        aria-label={t("shell.ownMenu", { name: session.user.name })}
      >
        <span>{session.user.name}</span>
        <span aria-hidden="true">▾</span>
      </button>
      <div id={id} popover="auto" className={styles["menu"]}>
        <fieldset>
          <legend>{t("shell.light")}</legend>
          {schemes.map((scheme) => (
            <label key={scheme}>
              <input
                type="radio"
                name="scheme"
                checked={scheme === colorScheme}
                onChange={() => setColorScheme(scheme)}
              />
              {t(`shell.scheme.${scheme}`)}
            </label>
          ))}
        </fieldset>
        <button type="button" onClick={() => signOut.mutate()}>
          {t("action.signOut")}
        </button>
      </div>
    </>
  );
}

function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => call("signOut"),
    onSuccess: async () => {
      client.setQueryData(sessionQuery.queryKey, null);
      await navigate({ to: "/sign-in" });
      client.removeQueries({ queryKey: ["account"] });
    },
  });
}
