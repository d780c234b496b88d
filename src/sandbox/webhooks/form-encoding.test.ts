import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeForm, decodePairs } from "#sandbox/testing/decode-form.ts";
import { type FormValue, httpBuildQuery } from "./form-encoding.ts";

/** Recorded from real accounts; the bodies given decoded are escaped as PHP escapes them. */
const recordedRaw = {
  "leads[add] of 2022":
    "leads%5Badd%5D%5B0%5D%5Bid%5D=1190401&leads%5Badd%5D%5B0%5D%5Bname%5D=AASDASD&leads%5Badd%5D%5B0%5D%5Bstatus_id%5D=53861254" +
    "&leads%5Badd%5D%5B0%5D%5Bprice%5D=34343&leads%5Badd%5D%5B0%5D%5Bresponsible_user_id%5D=9040358&leads%5Badd%5D%5B0%5D%5Blast_modified%5D=1672189247" +
    "&leads%5Badd%5D%5B0%5D%5Bmodified_user_id%5D=9040358&leads%5Badd%5D%5B0%5D%5Bcreated_user_id%5D=9040358&leads%5Badd%5D%5B0%5D%5Bdate_create%5D=1672189247" +
    "&leads%5Badd%5D%5B0%5D%5Bpipeline_id%5D=6254262&leads%5Badd%5D%5B0%5D%5Baccount_id%5D=30739638&leads%5Badd%5D%5B0%5D%5Bcreated_at%5D=1672189247" +
    "&leads%5Badd%5D%5B0%5D%5Bupdated_at%5D=1672189247&account%5Bsubdomain%5D=121273hvv&account%5Bid%5D=30739638" +
    "&account%5B_links%5D%5Bself%5D=https%3A%2F%2F121273hvv.amocrm.ru",
  "leads[add] of a digital pipeline":
    "leads%5Badd%5D%5B0%5D%5Bid%5D=20881394&leads%5Badd%5D%5B0%5D%5Bstatus_id%5D=68671951&leads%5Badd%5D%5B0%5D%5Bpipeline_id%5D=8097455&account%5Bid%5D=31205035&account%5Bsubdomain%5D=kommoatende",
};

const recordedPairs = {
  "leads[status] of 2021": [
    ["leads[status][0][id]", "30267969"],
    ["leads[status][0][name]", "apple tv 3"],
    ["leads[status][0][status_id]", "16525558"],
    ["leads[status][0][old_status_id]", "16525555"],
    ["leads[status][0][price]", "1"],
    ["leads[status][0][tags][0][id]", "482205"],
    ["leads[status][0][tags][0][name]", "Sasa"],
    ["leads[status][0][custom_fields][0][name]", "IMEI/SERIE"],
    ["leads[status][0][custom_fields][1][name]", "Cind trebuie?"],
    ["leads[status][0][custom_fields][1][values][0]", "1615845600"],
    ["leads[status][0][custom_fields][2][values][0][value]", "Zghirieturi minore"],
    ["leads[status][0][custom_fields][2][values][0][enum]", "959761"],
    ["account[subdomain]", "irestoremoldova"],
    ["account[_links][self]", "https://irestoremoldova.amocrm.ru"],
  ],
  "leads[responsible] of 2016": [
    ["leads[responsible][0][id]", "40337679"],
    ["leads[responsible][0][status_id]", "9931852"],
    ["leads[responsible][0][price]", ""],
    ["leads[responsible][0][responsible_user_id]", "504141"],
    ["leads[responsible][0][old_responsible_user_id]", "654094"],
    ["account[subdomain]", "test"],
  ],
  "leads[update] of an unsorted chat, account first": [
    ["account[subdomain]", "test"],
    ["account[id]", "31257294"],
    ["leads[update][0][id]", "27754599"],
    ["leads[update][0][name]", ""],
    ["leads[update][0][responsible_user_id]", "0"],
  ],
} as const;

test.each(Object.entries(recordedRaw))("%s is encoded byte for byte", (_, body) => {
  expect(httpBuildQuery(decodeForm(body))).toBe(body);
});

test.each(Object.entries(recordedPairs))("%s keeps its order", (_, pairs) => {
  const phpEscaped = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);
  const body = pairs.map(([path, value]) => `${phpEscaped(path)}=${phpEscaped(value)}`).join("&");
  expect(httpBuildQuery(decodeForm(body))).toBe(body);
});

test("spaces are pluses and everything but letters, digits and -_. is escaped", () => {
  expect(httpBuildQuery({ a: "я ~!*'()-_." })).toBe("a=%D1%8F+%7E%21%2A%27%28%29-_.");
});

test("nulls are left out, booleans are 1 and 0, empty strings stay", () => {
  const value = { a: null, b: undefined, c: true, d: false, e: "", f: [], g: { h: null } };
  expect(httpBuildQuery(value)).toBe("c=1&d=0&e=");
});

const leaf: fc.Arbitrary<FormValue> = fc.string({ unit: "grapheme", minLength: 0 });
const key = fc.stringMatching(/^[a-z_]{1,6}$/).filter((name) => name !== "__proto__");
const tree = fc.letrec<{ node: FormValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.dictionary(key, tie("node"), { minKeys: 1, maxKeys: 3 }),
  ),
})).node;

test("whatever is encoded is decoded back", () => {
  fc.assert(
    fc.property(fc.dictionary(key, tree, { minKeys: 1 }), (value) => {
      const body = httpBuildQuery(value);
      expect(decodeForm(body)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(decodePairs(body).every(([path]) => path.length > 0)).toBe(true);
    }),
    { numRuns: 100 },
  );
});
