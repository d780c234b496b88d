import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "./problem-notice.tsx";
import { Unseen } from "./unseen.tsx";

/** A query's answer, its skeleton while it loads, its error with a retry. Old data stays in view beside an error. */
export function Loaded<Data>({
  query,
  skeleton,
  children,
}: {
  readonly query: UseQueryResult<Data>;
  readonly skeleton: ReactNode;
  readonly children: (data: Data) => ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const retry = (
    <Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
      {t("action.retry")}
    </Button>
  );
  if (query.data !== undefined) {
    return (
      <>
        {query.error && <ProblemNotice error={query.error} action={retry} />}
        {children(query.data)}
      </>
    );
  }
  if (query.error) return <ProblemNotice error={query.error} action={retry} />;
  return (
    <div aria-busy="true" aria-live="polite">
      <Unseen>{t("state.loading")}</Unseen>
      {skeleton}
    </div>
  );
}
