import { Menu, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { sessionQuery } from "#web/api/queries.ts";
import type { Session } from "./account-context.ts";
import styles from "./shell.module.css";

const schemes = ["auto", "light", "dark"] as const;

/** One's own name; behind it the light, and the way out. */
export function ViewerMenu({ session }: { readonly session: Session }): ReactNode {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu
      position="bottom-end"
      width={220}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles["menu"] ?? "", label: styles["menuLabel"] ?? "" }}
    >
      <Menu.Target>
        <button
          type="button"
          className={styles["viewer"]}
          aria-label={t("shell.ownMenu", { name: session.user.name })}
        >
          <span>{session.user.name}</span>
          <span aria-hidden="true">▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.light")}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            leftSection={
              <span className={styles["tickMark"]}>{scheme === colorScheme ? "✓" : ""}</span>
            }
            onClick={() => setColorScheme(scheme)}
          >
            {t(`shell.scheme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<span className={styles["tickMark"]} />}
          onClick={() => signOut.mutate()}
        >
          {t("action.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => call("signOut"),
    onSuccess: async () => {
      await navigate({ to: "/sign-in" });
      client.clear();
      client.setQueryData(sessionQuery.queryKey, null);
    },
  });
}
