import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { movesQuery } from "#web/api/queries.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { useAuthor } from "#web/text/use-author.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { Moment } from "#web/ui/moment.tsx";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { Section } from "#web/ui/section.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import styles from "./moves.module.css";
import { mayUndo, type Run, useRunWords } from "./run-words.ts";
import { useUndoMove } from "./use-move.ts";

const shownMax = 5;

/** The last redistributions by hand, each with its way back while there is one. */
export function RecentMoves({ now }: { readonly now: number }): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  const query = useQuery(movesQuery(account.id));
  return (
    <Section
      id="moves"
      title={t("moves.recent")}
      aside={
        <Link to="/a/$account/held" params={{ account: account.id }}>
          {t("held.title")}
        </Link>
      }
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={2} />}>
        {({ moves }) =>
          moves.length === 0 ? (
            <p className={styles["quiet"]}>{t("moves.none")}</p>
          ) : (
            <ol className={styles["runs"]} data-testid="moves">
              {moves.slice(0, shownMax).map((run) => (
                <Line key={run.id} run={run} now={now} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
}

function Line({ run, now }: { readonly run: Run; readonly now: number }): ReactNode {
  const { t } = useTranslation();
  const zones = useZones();
  const author = useAuthor();
  const words = useRunWords();
  const undo = useUndoMove();
  return (
    <li>
      <Moment at={run.at} now={now} zones={zones} />
      <p>
        {words(run)}
        <span>{[author(run.by), run.why].filter(Boolean).join(" · ")}</span>
      </p>
      {mayUndo(run, now) && (
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate(run.id)}>
          {t("moves.undo")}
        </Button>
      )}
      {undo.error && <ProblemNotice error={undo.error} />}
    </li>
  );
}
