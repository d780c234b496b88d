import { type Context, Hono } from "hono";
import { z } from "zod";
import { faultRequest } from "#sandbox/faults/faults.ts";
import { boardOf } from "#sandbox/page/board.ts";
import { seededRandom } from "#sandbox/random.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { accountSeed } from "#sandbox/seed.ts";
import { trafficLead } from "#sandbox/traffic.ts";
import type { AccountControl } from "./account-control.ts";
import type { Activities } from "./activities.ts";
import {
  ControlProblem,
  clockRequest,
  leadChangeRequest,
  leadRequest,
  leadsRequest,
  playRequest,
  settingsRequest,
  trafficRequest,
  userChangeRequest,
} from "./requests.ts";
import { workRequest } from "./work.ts";

/** The control API: what tests and the page use to make things happen in the CRM. */
export function controlRoutes(sandbox: Sandbox, activities: Activities): Hono {
  const app = new Hono();
  mountWorld(app, sandbox);
  mountAccount(app, sandbox);
  mountActivities(app, sandbox, activities);
  app.all("*", (context) => {
    throw new ControlProblem(`There is no ${context.req.method} ${context.req.path}`, 404);
  });
  app.onError((error, context) => {
    if (error instanceof ControlProblem)
      return context.json({ error: error.message }, error.status);
    if (error instanceof z.ZodError) return context.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) {
      return context.json({ error: "The body must be JSON; send {} for none" }, 400);
    }
    return context.json({ error: `The sandbox failed: ${error.message}` }, 500);
  });
  return app;
}

function mountWorld(app: Hono, sandbox: Sandbox): void {
  app.get("/accounts", (context) => context.json(sandbox.accounts()));
  app.post("/reset", async (context) => {
    await sandbox.reset();
    return context.json(sandbox.accounts());
  });
  app.post("/seed", async (context) => {
    const { accounts } = z
      .strictObject({ accounts: z.array(accountSeed).min(1) })
      .parse(await context.req.json());
    await sandbox.seed(accounts);
    return context.json(sandbox.accounts());
  });
  app.post("/clock", async (context) => {
    const request = clockRequest.parse(await context.req.json());
    return context.json(sandbox.turnClock(request));
  });
}

function mountAccount(app: Hono, sandbox: Sandbox): void {
  const control = (context: Context) => sandbox.control(context.req.param("sub") ?? "");
  const id = (context: Context) => Number(context.req.param("id"));
  app.post("/accounts/:sub/leads", async (context) => {
    const request = leadsRequest.parse(await context.req.json());
    const ids = control(context).addLeads(Array.isArray(request) ? request : [request]);
    return context.json({ ids }, 201);
  });
  app.get("/accounts/:sub/leads", (context) => {
    const { after, limit } = rangeRequest.parse(context.req.query());
    return context.json(control(context).leads({ after, limit }));
  });
  app.patch("/accounts/:sub/leads/:id", async (context) => {
    control(context).changeLead(id(context), leadChangeRequest.parse(await context.req.json()));
    return context.json({ id: id(context) });
  });
  app.post("/accounts/:sub/leads/:id/work", async (context) => {
    control(context).work(id(context), workRequest.parse(await context.req.json()));
    return context.json({ id: id(context) });
  });
  app.patch("/accounts/:sub/users/:id", async (context) => {
    const change = userChangeRequest.parse(await context.req.json());
    return context.json(control(context).changeUser(id(context), change));
  });
  app.get("/accounts/:sub/settings", (context) =>
    context.json(control(context).tenant.account.settings),
  );
  app.patch("/accounts/:sub/settings", async (context) => {
    const change = settingsRequest.parse(await context.req.json());
    return context.json(control(context).changeSettings(change));
  });
  app.get("/accounts/:sub/faults", (context) =>
    context.json(control(context).tenant.faults.list()),
  );
  app.post("/accounts/:sub/faults", async (context) => {
    const request = faultRequest.parse(await context.req.json());
    return context.json(control(context).addFault(request), 201);
  });
  app.delete("/accounts/:sub/faults", (context) => {
    control(context).clearFaults();
    return context.json([]);
  });
  app.get("/accounts/:sub/deliveries", (context) =>
    context.json(deliveries(control(context), rangeRequest.parse(context.req.query()))),
  );
}

const rangeRequest = z.object({
  after: z.coerce.number().default(0),
  limit: z.coerce.number().int().positive().default(50_000),
});

function deliveries(control: AccountControl, range: z.output<typeof rangeRequest>): object {
  const { deliveries: log } = control.tenant;
  return { counts: log.counts(), answered: log.timings(), deliveries: log.list(range) };
}

function mountActivities(app: Hono, sandbox: Sandbox, activities: Activities): void {
  const subdomain = (context: Context) =>
    sandbox.control(context.req.param("sub") ?? "").tenant.account.subdomain;
  app.get("/accounts/:sub/traffic", (context) =>
    context.json(activities.traffic(subdomain(context))),
  );
  app.post("/accounts/:sub/traffic", async (context) => {
    const account = subdomain(context);
    const { action, ...options } = trafficRequest.parse(await context.req.json());
    if (action === "start") activities.startTraffic({ ...options, account });
    else activities.stopTraffic(account);
    return context.json(activities.traffic(account));
  });
  app.post("/accounts/:sub/traffic/resume", (context) => {
    activities.resumeTraffic(subdomain(context));
    return context.json(activities.traffic(subdomain(context)));
  });
  app.get("/accounts/:sub/play", (context) =>
    context.json(activities.playback(subdomain(context))),
  );
  app.post("/accounts/:sub/play", async (context) => {
    const account = subdomain(context);
    activities.play({ ...playRequest.parse(await context.req.json()), account });
    return context.json(activities.playback(account), 202);
  });
  app.delete("/accounts/:sub/play", (context) => {
    activities.stopPlayback(subdomain(context));
    return context.json(activities.playback(subdomain(context)));
  });
  mountPageNeeds(app, sandbox, activities);
}

/** What the page at `/` asks for: the newest leads, and one more lead of a kind. */
function mountPageNeeds(app: Hono, sandbox: Sandbox, activities: Activities): void {
  const random = seededRandom(Date.now());
  const arrival = leadRequest.pick({ category: true });
  app.get("/accounts/:sub/board", (context) => {
    const control = sandbox.control(context.req.param("sub"));
    const traffic = activities.traffic(control.tenant.account.subdomain);
    return context.json({ ...boardOf(control.tenant), traffic });
  });
  app.post("/accounts/:sub/arrivals", async (context) => {
    const { category } = arrival.parse(await context.req.json());
    const control = sandbox.control(context.req.param("sub"));
    const profile = activities.profile(control.tenant.account.subdomain);
    const mix = { [category]: 1 };
    const ids = control.addLeads([trafficLead(random, control, { mix, profile })]);
    return context.json({ ids }, 201);
  });
}
