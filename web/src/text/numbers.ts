/** «1,2»; `digits` after the comma at most. */
export function decimal(value: number, lang: string, digits = 2): string {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value);
}

/** With its sign, a true minus and always the same digits, so that a column of them lines up: «+0,62», «−0,12». */
export function signed(value: number, lang: string, digits = 2): string {
  const written = new Intl.NumberFormat(lang, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: "exceptZero",
  }).format(value);
  return written.replace("-", "−");
}

/** «33 %». `share` is 0 to 1. */
export function percent(share: number, lang: string): string {
  return new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** «8,3 %»: always one digit after the comma, so that a column of them lines up. `share` is 0 to 1. */
export function exactPercent(share: number, lang: string): string {
  return new Intl.NumberFormat(lang, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share);
}
