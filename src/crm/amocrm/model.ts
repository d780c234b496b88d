/**
 * amoCRM's answers, as far as we read them. Lenient on purpose: unknown keys pass, keys that come
 * and go with the account's age are optional, PHP's empty list stands where a map is empty. Ids
 * become strings; instants stay in Unix seconds until they leave the adapter.
 */
import { z } from "zod";

const id = z.union([z.number(), z.string()]).transform(String);
/** Where the CRM writes 0 or null for «nobody» or «nothing». */
const idOrNone = id.nullish().transform((text) => (text && text !== "0" ? text : null));
/** Where the CRM writes 0 for its robots, and for programs that say that they are none of its users. */
const idOrMachine = id.optional().transform((text) => (text === "0" ? null : text));
const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(false).transform(Boolean);
const embedded = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).optional().catch(undefined);

const links = embedded({ next: z.object({ href: z.string() }).optional().catch(undefined) });
const group = z.object({ id, name: z.string() });

export const accountAnswer = z.object({
  id,
  name: z.string(),
  subdomain: z.string(),
  _embedded: embedded({
    users_groups: z.array(group).catch([]),
    datetime_settings: embedded({ timezone: z.string() }),
  }),
});

export const usersAnswer = z.object({
  _links: links,
  _embedded: z.object({
    users: z.array(
      z.object({
        id,
        name: z.string(),
        email: text,
        rights: z.object({
          is_admin: flag,
          is_free: flag,
          is_active: flag,
          group_id: id.nullish().catch(null),
        }),
        _embedded: embedded({ groups: z.array(group).catch([]) }),
      }),
    ),
  }),
});
export type UserAnswer = z.infer<typeof usersAnswer>["_embedded"]["users"][number];

export const pipelinesAnswer = z.object({
  _embedded: z.object({
    pipelines: z.array(
      z.object({
        id,
        name: z.string(),
        is_main: flag,
        is_archive: flag,
        _embedded: z.object({
          statuses: z.array(
            z.object({ id, name: z.string(), type: z.number().optional().catch(undefined) }),
          ),
        }),
      }),
    ),
  }),
});
export type PipelineAnswer = z.infer<typeof pipelinesAnswer>["_embedded"]["pipelines"][number];

const linked = z
  .array(z.object({ id, is_main: flag }))
  .nullish()
  .catch([]);

const fieldValue = z.object({ value: z.unknown() });
export const leadAnswer = z.object({
  id,
  name: text,
  price: z.coerce.number().nullish().catch(null),
  responsible_user_id: idOrNone,
  status_id: id,
  pipeline_id: id,
  source_id: idOrNone,
  created_by: idOrNone,
  updated_by: idOrMachine,
  created_at: z.number(),
  updated_at: z.number(),
  closed_at: z.number().nullish().catch(null),
  loss_reason_id: idOrNone.catch(null),
  is_deleted: flag,
  custom_fields_values: z
    .array(
      z.object({
        field_id: id,
        field_name: text,
        field_code: text,
        field_type: text,
        values: z.array(fieldValue).nullish().catch([]),
      }),
    )
    .nullish(),
  _embedded: embedded({
    tags: z
      .array(z.object({ name: z.string() }))
      .nullish()
      .catch([]),
    contacts: linked,
    companies: linked,
    source: embedded({ name: text }),
    loss_reason: z
      .array(z.object({ id, name: text }))
      .nullish()
      .catch([]),
  }),
});
export type LeadAnswer = z.infer<typeof leadAnswer>;

export const leadsAnswer = z.object({
  _links: links,
  _embedded: z.object({ leads: z.array(leadAnswer) }),
});

/** A contact or a company: all that we ask of either. */
export const ownedAnswer = z.object({ id, responsible_user_id: idOrNone });
export type OwnedAnswer = z.infer<typeof ownedAnswer>;

export const ownedListAnswer = z.object({
  _embedded: z.object({
    contacts: z.array(ownedAnswer).optional(),
    companies: z.array(ownedAnswer).optional(),
  }),
});

/** The sweep needs no more of a lead than this. */
/** A lead in a list that is only counted through. */
const listedLead = z.object({
  id,
  pipeline_id: id,
  status_id: id,
  created_at: z.number(),
  updated_at: z.number(),
});
export type ListedLead = z.infer<typeof listedLead>;
export const listedLeadsAnswer = z.object({
  _links: links,
  _embedded: z.object({ leads: z.array(listedLead) }),
});

export const writtenAnswer = z.object({
  _embedded: z.object({ leads: z.array(z.object({ id })) }),
});

export const unsortedAnswer = z.object({
  _embedded: z.object({
    unsorted: z.array(
      z.object({
        category: text,
        source_name: text,
        metadata: embedded({ form_name: text, source_name: text, service: text }),
        _embedded: embedded({
          leads: z.array(z.object({ id })).catch([]),
          contacts: z.array(z.object({ id })).catch([]),
        }),
      }),
    ),
  }),
});

export type UnsortedAnswer = z.infer<typeof unsortedAnswer>["_embedded"]["unsorted"][number];

export const hooksAnswer = z.object({
  _embedded: z.object({
    webhooks: z.array(
      z.object({
        destination: z.string(),
        disabled: flag,
        settings: z.array(z.string()).catch([]),
      }),
    ),
  }),
});

export const eventsAnswer = z.object({
  _links: links,
  _embedded: z.object({
    events: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        entity_id: id,
        entity_type: z.string(),
        created_by: idOrNone,
        created_at: z.number(),
        value_after: z.unknown(),
      }),
    ),
  }),
});
export type EventAnswer = z.infer<typeof eventsAnswer>["_embedded"]["events"][number];

/** Of call notes how long they were, of tasks whose they are. */
export const callNotesAnswer = z.object({
  _links: links,
  _embedded: z.object({
    notes: z.array(
      z.object({ id, params: embedded({ duration: z.coerce.number().nullish().catch(null) }) }),
    ),
  }),
});

export const tasksAnswer = z.object({
  _links: links,
  _embedded: z.object({
    tasks: z.array(
      z.object({ id, entity_id: idOrNone, entity_type: text, responsible_user_id: idOrNone }),
    ),
  }),
});

/** For calls of which only the success matters. */
export const anyAnswer = z.unknown();
