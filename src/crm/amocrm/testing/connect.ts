import { amocrm } from "#crm/amocrm/adapter.ts";
import type { Crm } from "#crm/port.ts";
import { type Received, type Reply, scriptedCrm } from "./scripted-crm.ts";

/** Answers by `METHOD /path`; anything else is answered by 404. */
export type Script = Readonly<Record<string, (request: Received) => Reply>>;

export interface Connected {
  readonly crm: Crm;
  readonly received: readonly Received[];
  /** The requests so far as `METHOD /path`. */
  asked(): readonly string[];
}

/** The adapter, connected to a CRM that behaves as the script says (see `closeScriptedCrms`). */
export async function connect(script: Script): Promise<Connected> {
  const server = await scriptedCrm((request) => {
    const reply = script[`${request.method} ${request.path.replace("/api/v4", "")}`];
    return reply?.(request) ?? { status: 404, json: { title: "Not Found" } };
  });
  return {
    crm: amocrm(server.options),
    received: server.received,
    asked: () => server.received.map(({ method, path }) => `${method} ${path.slice(7)}`),
  };
}

export const json = (value: unknown) => (): Reply => ({ json: value });

/** The link that says that there are more pages. */
export const next = { next: { href: "https://example.amocrm.ru/next" } };

/** A page of leads; none is the CRM's 204. */
export const leadsOf = (leads: readonly object[], links: object = {}): Reply =>
  leads.length === 0 ? { status: 204 } : { json: { _links: links, _embedded: { leads } } };

export const pipelines = {
  _embedded: {
    pipelines: [
      {
        id: 10,
        name: "Продажи",
        is_main: true,
        is_archive: false,
        _embedded: {
          statuses: [
            { id: 20, name: "Неразобранное", type: 1 },
            { id: 21, name: "Новая", type: 0 },
            { id: 142, name: "Успешно", type: 0 },
            { id: 143, name: "Закрыто", type: 0 },
          ],
        },
      },
      {
        id: 11,
        name: "Старая",
        is_archive: true,
        _embedded: { statuses: [{ id: 31, name: "Б" }] },
      },
    ],
  },
};
