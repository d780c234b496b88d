import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** How somebody is called on the screens. */
export function NameField({
  name,
  onChange,
}: {
  readonly name: string;
  readonly onChange: (name: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t("team.name")}
      required
      withAsterisk={false}
      maxLength={200}
      value={name}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
