import { afterEach, describe, expect, test } from "vitest";
import { connect, json } from "./testing/connect.ts";
import { closeScriptedCrms, type Received } from "./testing/scripted-crm.ts";

afterEach(closeScriptedCrms);

describe("the subscription", () => {
  const destination = "https://smena.example/hooks/1?key=я";
  const settingsOf = ({ body }: Received) => (body as { settings: string[] }).settings;

  test("asks for everything that distribution needs", async () => {
    const { crm, received } = await connect({
      "POST /webhooks": () => ({ status: 201, json: {} }),
    });
    await crm.subscribe(destination);
    expect(received).toHaveLength(1);
    expect(received[0]?.body).toMatchObject({ destination });
    expect(settingsOf(received[0] as Received)).toEqual(
      expect.arrayContaining(["add_lead", "responsible_lead", "note_lead", "add_unsorted"]),
    );
  });

  test.each([[400], [422]])("drops the codes that nobody documents after %i", async (status) => {
    const { crm, received } = await connect({
      "POST /webhooks": (request) =>
        settingsOf(request).some((code) => code.endsWith("_unsorted"))
          ? { status, json: { detail: "unknown code" } }
          : { status: 201, json: {} },
    });
    await crm.subscribe(destination);
    expect(received.map((request) => settingsOf(request).length)).toEqual([11, 9, 8]);
  });

  test("that is refused altogether says why", async () => {
    const { crm } = await connect({
      "POST /webhooks": () => ({ status: 400, json: { detail: "Cyrillic domain" } }),
    });
    await expect(crm.subscribe(destination)).rejects.toThrow(/Cyrillic domain/);
  });

  const settings = [
    ...["add_lead", "update_lead", "status_lead", "responsible_lead", "delete_lead"],
    ...["restore_lead", "note_lead", "update_task", "add_unsorted"],
  ];
  test.each([
    ["active", [{ destination, settings, disabled: false }]],
    [
      "disabled",
      [{ destination: "https://other.example" }, { destination, settings, disabled: true }],
    ],
    ["absent", [{ destination: `${destination}/`, settings, disabled: false }]],
    // Asked for less than is needed now, by an earlier version of ours.
    ["absent", [{ destination, settings: ["add_lead"], disabled: false }]],
  ])("is «%s»", async (state, webhooks) => {
    const { crm, received } = await connect({ "GET /webhooks": json({ _embedded: { webhooks } }) });
    expect(await crm.subscription(destination)).toBe(state);
    expect(received[0]?.query.get("filter[destination]")).toBe(destination);
  });

  test("is absent where there are none", async () => {
    const { crm } = await connect({ "GET /webhooks": () => ({ status: 204 }) });
    expect(await crm.subscription(destination)).toBe("absent");
  });
});
