import { Hono } from "hono";
import type { World } from "#sandbox/state/world.ts";
import { mountAccount } from "./account.ts";
import type { ApiEnv } from "./answers.ts";
import { mountComplex } from "./complex.ts";
import { mountContacts } from "./contacts.ts";
import { mountEvents } from "./events.ts";
import { admit, findTenant } from "./gate.ts";
import { mountLeads } from "./leads.ts";
import { mountLossReasons } from "./loss-reasons.ts";
import { mountNotes } from "./notes.ts";
import { mountPipelines } from "./pipelines.ts";
import { ApiProblem } from "./problems.ts";
import { strikeFaults } from "./strike-faults.ts";
import { mountTagsAndFields } from "./tags-and-fields.ts";
import { mountTasks } from "./tasks.ts";
import { mountUnsorted } from "./unsorted.ts";
import { mountUsers } from "./users.ts";
import { mountWebhooks } from "./webhooks.ts";

/** amoCRM's API v4 over the accounts of `world`. `log` hears of what the sandbox itself got wrong. */
export function apiOf(world: World, log: (line: string) => void): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.use("/api/v4/*", findTenant(world), strikeFaults(), admit());
  mountAccount(app);
  mountUsers(app);
  mountPipelines(app);
  mountLossReasons(app);
  mountLeads(app);
  mountComplex(app);
  mountUnsorted(app);
  mountContacts(app);
  mountEvents(app);
  mountNotes(app);
  mountTasks(app);
  mountTagsAndFields(app);
  mountWebhooks(app);
  app.all("/api/v4/*", (context) => {
    throw new ApiProblem(404, `Cannot ${context.req.method} ${context.req.url}`);
  });
  app.onError((error, context) => {
    const problem = error instanceof ApiProblem ? error : brokenSandbox(error, log);
    return context.body(JSON.stringify(problem.body), problem.status, {
      "Content-Type": "application/problem+json",
    });
  });
  return app;
}

function brokenSandbox(error: Error, log: (line: string) => void): ApiProblem {
  log(`The sandbox failed: ${error.stack ?? error.message}`);
  return new ApiProblem(500, "The sandbox itself failed; see its log");
}
