import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const timeLength = 10;
const counterLength = 8;

/** Makes ids of 26 lower-case characters that sort by time and, within a millisecond, by order. */
export function ulids(): (nowMs: number) => string {
  const suffix = [...randomBytes(26 - timeLength - counterLength)]
    .map((byte) => alphabet[byte % alphabet.length])
    .join("");
  let counter = 0;
  return (nowMs) => {
    counter += 1;
    return encode(nowMs, timeLength) + encode(counter, counterLength) + suffix;
  };
}

function encode(number: number, length: number): string {
  let rest = number;
  let text = "";
  for (let index = 0; index < length; index += 1) {
    text = alphabet.charAt(rest % alphabet.length) + text;
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}
