import { accountOf } from "#api/account.ts";
import { ownOr } from "#api/acting.ts";
import type { Handlers } from "#api/caller.ts";
import { programKnowing } from "#api/managers.ts";
import { myPageOf } from "#api/my-page.ts";
import { noticeLines } from "#api/notice-lines.ts";
import { noticeReader } from "#api/notice-reader.ts";
import type { Programs } from "#api/programs.ts";
import type { Flow } from "#flow/flow.ts";

export function myPageHandlers(flow: Flow, programs: Programs): Pick<Handlers, "getMyPage"> {
  const db = flow.database.kysely;
  return {
    async getMyPage({ params, query: { lang, manager: asked } }, { identity }) {
      const account = await accountOf(db, params.account);
      const manager = ownOr(identity, account.id, asked);
      const program = await programKnowing(programs, account, manager);
      const reader = { ...noticeReader(identity, account.id), manager, leads: false };
      return {
        ...(await myPageOf({ flow, programs }, { account, program, manager, lang })),
        notices: await noticeLines(flow, reader, { lang }),
      };
    },
  };
}
