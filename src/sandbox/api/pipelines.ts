import type { Hono } from "hono";
import type { Pipeline, Status } from "#sandbox/state/account.ts";
import { type ApiContext, type ApiEnv, hal, idParam, selfLink } from "./answers.ts";
import { ApiProblem } from "./problems.ts";

export function mountPipelines(app: Hono<ApiEnv>): void {
  app.get("/api/v4/leads/pipelines", listPipelines);
  app.get("/api/v4/leads/pipelines/:id{[0-9]+}", (context) =>
    hal(context, pipelineModel(context, pipelineAsked(context))),
  );
  app.get("/api/v4/leads/pipelines/:id{[0-9]+}/statuses", listStatuses);
  app.get("/api/v4/leads/pipelines/:id{[0-9]+}/statuses/:status{[0-9]+}", getStatus);
}

function listPipelines(context: ApiContext): Response {
  const pipelines = [...context.get("account").pipelines.values()];
  return hal(context, {
    _total_items: pipelines.length,
    _links: selfLink(context, "/api/v4/leads/pipelines"),
    _embedded: { pipelines: pipelines.map((pipeline) => pipelineModel(context, pipeline)) },
  });
}

function listStatuses(context: ApiContext): Response {
  const pipeline = pipelineAsked(context);
  return hal(context, {
    _total_items: pipeline.statuses.length,
    _links: selfLink(context, `/api/v4/leads/pipelines/${pipeline.id}/statuses`),
    _embedded: {
      statuses: pipeline.statuses.map((status) => statusModel(context, pipeline, status)),
    },
  });
}

function getStatus(context: ApiContext): Response {
  const pipeline = pipelineAsked(context);
  const id = Number(context.req.param("status"));
  const status = pipeline.statuses.find((one) => one.id === id);
  if (!status) throw new ApiProblem(404, "Status not found");
  return hal(context, statusModel(context, pipeline, status));
}

function pipelineAsked(context: ApiContext): Pipeline {
  const pipeline = context.get("account").pipelines.get(idParam(context));
  if (!pipeline) throw new ApiProblem(404, "Pipeline not found");
  return pipeline;
}

function pipelineModel(context: ApiContext, pipeline: Pipeline): object {
  return {
    id: pipeline.id,
    name: pipeline.name,
    sort: pipeline.sort,
    is_main: pipeline.main,
    is_unsorted_on: pipeline.statuses.some(({ kind }) => kind === "unsorted"),
    is_archive: false,
    account_id: context.get("account").id,
    _links: selfLink(context, `/api/v4/leads/pipelines/${pipeline.id}`),
    _embedded: {
      statuses: pipeline.statuses.map((status) => statusModel(context, pipeline, status)),
    },
  };
}

function statusModel(context: ApiContext, pipeline: Pipeline, status: Status): object {
  return {
    id: status.id,
    name: status.name,
    sort: status.sort,
    is_editable: status.kind === "open",
    pipeline_id: pipeline.id,
    color: status.color,
    type: status.kind === "unsorted" ? 1 : 0,
    account_id: context.get("account").id,
    _links: selfLink(context, `/api/v4/leads/pipelines/${pipeline.id}/statuses/${status.id}`),
  };
}
