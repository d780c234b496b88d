import { afterEach, expect, test } from "vitest";
import { Mailbox } from "#test/support/mailbox.ts";
import { channelsWithin } from "./channels.ts";
import type { Message } from "./port.ts";

const boxes: Mailbox[] = [];
async function mailbox(login?: { user: string; pass: string }): Promise<Mailbox> {
  const box = await Mailbox.open(login);
  boxes.push(box);
  return box;
}
afterEach(async () => {
  for (const box of boxes.splice(0)) await box.close();
});

const message: Message = {
  key: "0123456789abcdef",
  sentAt: Date.UTC(2026, 2, 2, 3),
  to: "anna@example.com",
  title: "Новая сделка: «Заявка 1001»",
  text: "Новая сделка: «Заявка <1001> & Ко».",
  link: { url: "https://example.amocrm.ru/leads/detail/1001", label: "Открыть в CRM" },
  buttons: [],
  data: {},
};
const from = "Smena <smena@example.com>";
const channel = (url: string, timeoutMs = 5_000) => channelsWithin(timeoutMs).email({ url, from });

test("a mail is plain text and a page, with a name that stays the same", async () => {
  const box = await mailbox();
  await channel(box.url).send(message);
  await channel(box.url).send({ ...message, sentAt: message.sentAt + 60_000 });
  expect(box.received.map(({ to }) => to)).toEqual([["anna@example.com"], ["anna@example.com"]]);
  const [mail, again] = box.received;
  expect(mail?.headers.get("subject")).toBe(message.title);
  expect(mail?.headers.get("from")).toBe(from);
  expect(mail?.headers.get("message-id")).toBe("<0123456789abcdef@example.com>");
  expect(again?.headers.get("message-id")).toBe(mail?.headers.get("message-id"));
  expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
  expect(mail?.text).toContain(
    "Новая сделка: «Заявка <1001> & Ко».\n\nОткрыть в CRM: https://example.amocrm.ru/leads/detail/1001",
  );
  expect(mail?.text).toContain("Заявка &lt;1001&gt; &amp; Ко");
});

test("a recipient that does not exist is refused, one that is busy may be asked again", async () => {
  const box = await mailbox();
  box.faults.push("unknown", "busy");
  await expect(channel(box.url).send(message)).rejects.toMatchObject({ kind: "refused" });
  await expect(channel(box.url).send(message)).rejects.toMatchObject({ kind: "later" });
  await channel(box.url).send(message);
  expect(box.received).toHaveLength(1);
});

test("a server that says nothing, or is not there, is unavailable", async () => {
  const box = await mailbox();
  box.faults.push("silent");
  await expect(channel(box.url, 200).send(message)).rejects.toMatchObject({ kind: "unavailable" });
  await box.close();
  await expect(channel(box.url).send(message)).rejects.toMatchObject({ kind: "unavailable" });
});

test("a wrong password is the channel's trouble, and is not repeated", async () => {
  const box = await mailbox({ user: "smena", pass: "right/pass" });
  const { host } = new URL(box.url);
  await channel(`smtp://smena:${encodeURIComponent("right/pass")}@${host}`).send(message);
  const wrong = channel(`smtp://smena:wrong-secret@${host}`).send(message);
  await expect(wrong).rejects.toMatchObject({ kind: "unavailable" });
  await expect(wrong).rejects.not.toThrow(/wrong-secret/);
});

test("a password may hold what addresses write otherwise", async () => {
  for (const pass of ["a/b:c", "100%"]) {
    const box = await mailbox({ user: "smena", pass });
    const { host } = new URL(box.url);
    const written = pass === "100%" ? pass : encodeURIComponent(pass);
    await channel(`smtp://smena:${written}@${host}`).send(message);
    expect(box.received).toHaveLength(1);
  }
});

test("a lead's name cannot add a header", async () => {
  const box = await mailbox();
  await channel(box.url).send({ ...message, title: "Lead\r\nBcc: everybody@example.com" });
  expect(box.received[0]?.headers.has("bcc")).toBe(false);
  expect(box.received[0]?.to).toEqual(["anna@example.com"]);
});

test.each(["", "mail.example.com", "https://mail.example.com", "smtp://"])(
  "«%s» is no mail server",
  (url) => expect(() => channel(url)).toThrow(/smtp:\/\/user:password@host/),
);

test("a sender without an address is refused", () => {
  const named = { url: "smtp://mail.example.com", from: "Smena" };
  expect(() => channelsWithin(1_000).email(named)).toThrow(/must be a mail address/);
});
