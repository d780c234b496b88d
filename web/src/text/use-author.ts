import { useTranslation } from "react-i18next";

const ours = ["himself", "system", "api"] as const;

/** Who switched, in words: the service says `himself`, `system` or `api` where it was no other person. */
export function useAuthor(): (by: string) => string {
  const { t } = useTranslation();
  return (by) => {
    const known = ours.find((word) => word === by);
    return known ? t(`duty.author.${known}`) : by;
  };
}
