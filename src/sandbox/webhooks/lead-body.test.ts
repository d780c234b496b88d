import { expect, test } from "vitest";
import { readSeeds } from "#sandbox/seed.ts";
import type { Account, CustomField, Lead } from "#sandbox/state/account.ts";
import { idsFrom } from "#sandbox/state/ids.ts";
import { openAccount } from "#sandbox/state/open-account.ts";
import { decodePairs } from "#sandbox/testing/decode-form.ts";
import { school } from "#sandbox/testing/school.ts";
import { httpBuildQuery } from "./form-encoding.ts";
import { leadItem } from "./lead-body.ts";

function accountOf(id: number, fields: readonly CustomField[]): Account {
  const [seed] = readSeeds([school]);
  if (!seed) throw new Error("the school has a seed");
  const account = openAccount(seed, {
    identity: { id, token: "token" },
    clock: () => 0,
    nextId: idsFrom(0).nextId,
    requestsPerSecond: null,
    publish: () => () => undefined,
  });
  return { ...account, fields: new Map(fields.map((field) => [field.id, field])) };
}

function leadOf(rest: Partial<Lead>): Lead {
  return {
    id: 1,
    name: "",
    price: 0,
    responsibleUserId: 0,
    statusId: 1,
    pipelineId: 1,
    lossReasonId: null,
    sourceId: null,
    createdBy: 0,
    updatedBy: 0,
    createdAt: 0,
    updatedAt: 0,
    closedAt: null,
    deleted: false,
    fields: new Map(),
    tags: [],
    contacts: [],
    companies: [],
    arrivedMs: 0,
    responsibleSetMs: null,
    responsibleChanges: 0,
    ...rest,
  };
}

test("a change of stage reads like the one recorded in 2021", () => {
  const field = (id: number, name: string, type: string): CustomField => {
    return { id, name, code: null, type, entity: "leads" };
  };
  const account = accountOf(16_503_244, [
    field(491_053, "IMEI/SERIE", "text"),
    field(481_305, "Cind trebuie?", "date"),
    field(496_779, "Defecte", "select"),
  ]);
  const lead = leadOf({
    id: 30_267_969,
    name: "apple tv 3",
    statusId: 16_525_558,
    price: 1,
    responsibleUserId: 1_764_433,
    updatedAt: 1_615_985_846,
    updatedBy: 1_760_815,
    createdBy: 1_764_433,
    createdAt: 1_615_894_221,
    pipelineId: 788_512,
    tags: [{ id: 482_205, name: "Sasa" }],
    fields: new Map([
      [491_053, [{ value: "1" }]],
      [481_305, [{ value: 1_615_845_600 }]],
      [496_779, [{ value: "Zghirieturi minore", enum_id: 959_761 }]],
    ]),
  });
  const item = leadItem(account, lead, { statusId: 16_525_555 });
  expect(decodePairs(httpBuildQuery({ lead: item })).map((pair) => pair.join("="))).toEqual([
    "lead[id]=30267969",
    "lead[name]=apple tv 3",
    "lead[status_id]=16525558",
    "lead[old_status_id]=16525555",
    "lead[price]=1",
    "lead[responsible_user_id]=1764433",
    "lead[last_modified]=1615985846",
    "lead[modified_user_id]=1760815",
    "lead[created_user_id]=1764433",
    "lead[date_create]=1615894221",
    "lead[pipeline_id]=788512",
    "lead[tags][0][id]=482205",
    "lead[tags][0][name]=Sasa",
    "lead[account_id]=16503244",
    "lead[custom_fields][0][id]=491053",
    "lead[custom_fields][0][name]=IMEI/SERIE",
    "lead[custom_fields][0][values][0][value]=1",
    "lead[custom_fields][1][id]=481305",
    "lead[custom_fields][1][name]=Cind trebuie?",
    "lead[custom_fields][1][values][0]=1615845600",
    "lead[custom_fields][2][id]=496779",
    "lead[custom_fields][2][name]=Defecte",
    "lead[custom_fields][2][values][0][value]=Zghirieturi minore",
    "lead[custom_fields][2][values][0][enum]=959761",
    "lead[created_at]=1615894221",
    "lead[updated_at]=1615985846",
  ]);
});

test("a radio button has one value without an index", () => {
  const field: CustomField = {
    id: 5,
    name: "Пол",
    code: "SEX",
    type: "radiobutton",
    entity: "leads",
  };
  const lead = leadOf({ fields: new Map([[5, [{ value: "ж", enum_id: 7 }]]]) });
  const body = httpBuildQuery({ lead: leadItem(accountOf(1, [field]), lead) });
  expect(decodePairs(body).filter(([path]) => path.includes("custom_fields"))).toEqual([
    ["lead[custom_fields][0][id]", "5"],
    ["lead[custom_fields][0][name]", "Пол"],
    ["lead[custom_fields][0][values][value]", "ж"],
    ["lead[custom_fields][0][values][enum]", "7"],
    ["lead[custom_fields][0][code]", "SEX"],
  ]);
});
