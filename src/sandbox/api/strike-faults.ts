import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";
import type { Fault } from "#sandbox/faults/faults.ts";
import type { ApiContext, ApiEnv } from "./answers.ts";
import {
  ApiProblem,
  blockedPage,
  type ProblemStatus,
  tooManyRequests,
  unauthorized,
} from "./problems.ts";

const bodyBytesMost = 1_048_576;

/** Reads the body, within bounds, and lets the fault that is due strike. */
export function strikeFaults(): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const body = await readBody(context);
    context.set("body", body);
    const fault = context.get("tenant").faults.strike({
      method: context.req.method,
      path: context.req.path,
      items: Array.isArray(body) ? body.length : Number(body !== undefined),
    });
    if (!fault) return next();
    return suffer(context, fault, next);
  };
}

async function readBody(context: ApiContext): Promise<unknown> {
  if (context.req.method === "GET") return undefined;
  const announced = Number(context.req.header("content-length") ?? 0);
  const text = announced > bodyBytesMost ? null : await context.req.text();
  if (text === null || Buffer.byteLength(text) > bodyBytesMost) {
    throw new ApiProblem(413, `A body may have ${bodyBytesMost} bytes at most`);
  }
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiProblem(400, "Syntax error: the body is not JSON");
  }
}

async function suffer(
  context: ApiContext,
  fault: Fault,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  switch (fault.kind) {
    case "slow":
      await pause(context, fault.holdMs);
      await next();
      return undefined;
    case "timeout_before":
      return cut(context, fault.holdMs);
    case "timeout_after":
      await next();
      return cut(context, fault.holdMs);
    case "html403":
      return context.html(blockedPage, 403);
    case "malformed":
      await next();
      context.res = context.body('{"_embedded":{"leads":[{"id":', 200, {
        "Content-Type": "application/hal+json",
      });
      return undefined;
    case "status":
      if (fault.applied) await next();
      throw faultProblem(fault.code);
  }
}

function faultProblem(code: number): ApiProblem {
  if (code === 401) return unauthorized();
  if (code === 429) return tooManyRequests();
  return new ApiProblem(code as ProblemStatus, "The sandbox was asked to answer so");
}

/** Holds the request without an answer, then cuts its connection. */
async function cut(context: ApiContext, holdMs: number): Promise<Response> {
  await pause(context, holdMs);
  context.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Ends early when the client goes away. */
function pause(context: ApiContext, milliseconds: number): Promise<void> {
  const { outgoing } = context.env;
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      outgoing.off("close", done);
      resolve();
    }
    outgoing.on("close", done);
  });
}
