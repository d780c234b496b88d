import type { Hono } from "hono";
import { type LossReason, lossReasons } from "#sandbox/state/loss-reasons.ts";
import { type ApiContext, type ApiEnv, hal, selfLink } from "./answers.ts";

/** The lists were made on one day. */
const MADE_AT = 1_582_117_280;

export function mountLossReasons(app: Hono<ApiEnv>): void {
  app.get("/api/v4/leads/loss_reasons", (context) =>
    hal(context, {
      _total_items: lossReasons.length,
      _links: selfLink(context, "/api/v4/leads/loss_reasons"),
      _embedded: { loss_reasons: lossReasons.map((one) => lossReasonModel(context, one)) },
    }),
  );
}

export function lossReasonModel(context: ApiContext, { id, name }: LossReason): object {
  return {
    id,
    name,
    sort: 100_000,
    created_at: MADE_AT,
    updated_at: MADE_AT,
    _links: selfLink(context, `/api/v4/leads/loss_reasons/${id}`),
  };
}
