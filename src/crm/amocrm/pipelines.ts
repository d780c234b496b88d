/**
 * The account's pipelines and stages, remembered so that leads can be given their names. A stage is
 * identified by its pipeline and itself: won (142) and lost (143) have the same id in every pipeline.
 */
import type { CrmPipeline, StageKind } from "#crm/port.ts";
import type { Client } from "./client.ts";
import { type PipelineAnswer, pipelinesAnswer } from "./model.ts";

export interface StageRef {
  readonly pipeline_id: string;
  readonly status_id: string;
}
/** Names are null for what the CRM no longer lists. */
export interface StageNames {
  readonly pipeline: string | null;
  readonly stage: string | null;
  readonly kind: StageKind;
}

const unsortedType = 1;
const closedStages: ReadonlyMap<string, StageKind> = new Map([
  ["142", "won"],
  ["143", "lost"],
]);

export class Pipelines {
  readonly #client: Client;
  readonly #names = new Map<string, StageNames>();
  /** Stages that the CRM did not list when it was asked: asking for each lead would help nobody. */
  readonly #unlisted = new Set<string>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Asks the CRM. Archived pipelines keep their names here but are not offered for rules. */
  async read(): Promise<readonly CrmPipeline[]> {
    const answer = await this.#client.call(
      { method: "GET", path: "/leads/pipelines" },
      pipelinesAnswer,
    );
    const pipelines = answer?._embedded.pipelines ?? [];
    this.#names.clear();
    this.#unlisted.clear();
    for (const pipeline of pipelines) {
      for (const { id, name, kind } of stagesOf(pipeline)) {
        const names = { pipeline: pipeline.name, stage: name, kind };
        this.#names.set(`${pipeline.id} ${id}`, names);
      }
    }
    return pipelines.filter(({ is_archive }) => !is_archive).map(portPipeline);
  }

  /** Asks the CRM if one of `stages` is new to us. */
  async learn(stages: readonly StageRef[]): Promise<void> {
    const keys = stages.map(keyOf);
    if (keys.every((key) => this.#names.has(key) || this.#unlisted.has(key))) return;
    await this.read();
    for (const key of keys) if (!this.#names.has(key)) this.#unlisted.add(key);
  }

  of(stage: StageRef): StageNames {
    const unlisted = { pipeline: null, stage: null, kind: kindOf(stage.status_id) };
    return this.#names.get(keyOf(stage)) ?? unlisted;
  }
}

const keyOf = ({ pipeline_id, status_id }: StageRef): string => `${pipeline_id} ${status_id}`;

function kindOf(id: string, type?: number): StageKind {
  return type === unsortedType ? "unsorted" : (closedStages.get(id) ?? "open");
}

function stagesOf(pipeline: PipelineAnswer): CrmPipeline["stages"] {
  return pipeline._embedded.statuses.map(({ id, name, type }) => ({
    id,
    name,
    kind: kindOf(id, type),
  }));
}

function portPipeline(pipeline: PipelineAnswer): CrmPipeline {
  const { id, name, is_main: main } = pipeline;
  return { id, name, main, stages: stagesOf(pipeline) };
}
