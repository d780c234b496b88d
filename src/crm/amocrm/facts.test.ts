import { describe, expect, test } from "vitest";
import type { Facts } from "#core/decision.ts";
import { factsOf } from "./facts.ts";
import { leadAnswer } from "./model.ts";
import type { StageNames } from "./pipelines.ts";

const bare = {
  id: 1,
  status_id: 20,
  pipeline_id: 10,
  created_by: 0,
  created_at: 1,
  updated_at: 1,
};
const listed: StageNames = { pipeline: "Продажи", stage: "Новая", kind: "open" };

const facts = (lead: object, origin: Facts = {}, names = listed): Facts =>
  factsOf({ lead: leadAnswer.parse({ ...bare, ...lead }), names, origin });
const field = (more: object) => ({ custom_fields_values: [{ field_id: 7, ...more }] });

test("a bare lead of a robot", () => {
  expect(facts({})).toEqual({
    channel: "other",
    pipeline: ["Продажи", "10"],
    pipeline_id: "10",
    stage: ["Новая", "20"],
    stage_id: "20",
    tags: [],
    created_by: "robot",
  });
});

test("a lead with everything", () => {
  const lead = {
    price: 5_000,
    source_id: 3,
    created_by: 504_141,
    _embedded: {
      tags: [{ id: 1, name: "VIP" }],
      contacts: [
        { id: 76, is_main: false },
        { id: 77, is_main: true },
      ],
      companies: [{ id: 88 }],
      source: { id: 3, name: "Авито" },
    },
  };
  expect(facts(lead)).toMatchObject({
    channel: "written",
    price: 5_000,
    source: "Авито",
    source_id: "3",
    tags: ["VIP"],
    contact: "77",
    company: "88",
    created_by: "person",
    created_by_id: "504141",
  });
});

test("a stage that the CRM no longer lists has its ids only", () => {
  const names: StageNames = { pipeline: null, stage: null, kind: "open" };
  expect(facts({}, {}, names)).toMatchObject({ pipeline: ["10"], stage: ["20"] });
});

test("the CRM's empty values are absent facts", () => {
  const lead = { price: null, source_id: 0, custom_fields_values: null, _embedded: { tags: null } };
  expect(facts(lead)).toEqual(facts({}));
});

describe("custom fields", () => {
  test.each([
    ["text", { field_type: "text", values: [{ value: "x" }] }, "x"],
    ["a number", { field_type: "numeric", values: [{ value: "1.5" }] }, 1.5],
    ["a tick", { field_type: "checkbox", values: [{ value: true }] }, true],
    ["a choice", { field_type: "select", values: [{ value: "Да", enum_id: 5 }] }, "Да"],
    [
      "several choices",
      { field_type: "multiselect", values: [{ value: "a" }, { value: "b" }] },
      ["a", "b"],
    ],
    ["a date", { field_type: "date", values: [{ value: 1_577_836_800 }] }, 1_577_836_800_000],
    [
      "a written date",
      { field_type: "date", values: [{ value: "2020-01-01T00:00:00+00:00" }] },
      1_577_836_800_000,
    ],
  ])("%s", (_, value, expected) => {
    expect(facts(field(value))["field.7"]).toEqual(expected);
  });

  test.each([
    ["no values", { values: null }],
    ["an empty one", { values: [{ value: "" }] }],
    ["a structure", { field_type: "legal_entity", values: [{ value: { name: "x" } }] }],
    ["a number that is none", { field_type: "numeric", values: [{ value: "x" }] }],
  ])("%s is no fact", (_, value) => {
    expect(facts(field(value))).not.toHaveProperty(["field.7"]);
  });

  test("a code names the fact too, UTM marks also by their own word", () => {
    const utm = {
      field_code: "UTM_SOURCE",
      field_type: "tracking_data",
      values: [{ value: "vk" }],
    };
    expect(facts(field(utm))).toMatchObject({
      "field.7": "vk",
      "field.UTM_SOURCE": "vk",
      utm_source: "vk",
    });
  });

  test("a field named so by hand is a UTM mark or a region too", () => {
    const value = { values: [{ value: "x" }] };
    expect(facts(field({ field_name: "utm_medium", ...value }))["utm_medium"]).toBe("x");
    expect(facts(field({ field_name: "Регион", ...value }))["region"]).toBe("x");
  });
});

describe("the channel", () => {
  const called = { _embedded: { tags: [{ name: "звонок" }] } };

  test("is what the inbox or a webhook told, whatever the words say", () => {
    expect(facts(called, { channel: "written" })["channel"]).toBe("written");
  });

  test("is read from the source before the tags, the tags before the UTM marks", () => {
    const utm = field({ field_code: "UTM_SOURCE", values: [{ value: "vk" }] });
    expect(facts({ ...called, ...utm })["channel"]).toBe("call");
    expect(facts({ ...called, ...utm }, { source: "Форма" })["channel"]).toBe("written");
    expect(facts(utm)["channel"]).toBe("written");
  });

  test("is «other» where nothing tells", () => {
    expect(facts({}, { source: "Выставка" })["channel"]).toBe("other");
  });
});

test("what the inbox tells of a form stands above the lead's own words", () => {
  const origin = { channel: "written", form: "Заявка", source: "Лендинг", created_by: "form" };
  expect(facts({ created_by: 5 }, origin)).toMatchObject(origin);
});
