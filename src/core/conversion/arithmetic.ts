/**
 * Exponential, logarithm and what is built on them, the same to the bit in every engine.
 *
 * ECMAScript leaves the last bits of `Math.exp`, `Math.log` and `Math.pow` to the engine. V8's own
 * port of fdlibm is stable today; it was changed before (`pow` twice), and a browser that recomputes
 * a decision may not be V8. Sums, products, quotients, `Math.sqrt` and `Math.floor` are exact by
 * the standard, and nothing here uses anything else. Relative errors stay below 1e-15, and a night's
 * shares take some ten thousand of these, well below a millisecond.
 */

const LN2_HIGH = 0.693_147_180_369_123_8;
const LN2_LOW = 1.908_214_929_270_587_7e-10;
/** Half of ln(2 pi). */
const LN_SQRT_2PI = 0.918_938_533_204_672_7;

const bits = new DataView(new ArrayBuffer(8));

/** 1/k! for k = 13 … 0: enough for |x| <= ln(2)/2. */
const inverseFactorials = Float64Array.from({ length: 14 }, (_, k) => 1 / factorial(13 - k));
/** 1/odd for 21, 19 … 1. */
const inverseOdds = Float64Array.from({ length: 11 }, (_, k) => 1 / (21 - 2 * k));

function factorial(k: number): number {
  return k < 2 ? 1 : k * factorial(k - 1);
}

/** e to the power of x; 0 below -708 and never infinite: x is taken for 709 above it. */
export function exp(x: number): number {
  if (x < -708) return 0;
  const power = Math.floor(Math.min(x, 709) / (LN2_HIGH + LN2_LOW) + 0.5);
  const rest = Math.min(x, 709) - power * LN2_HIGH - power * LN2_LOW;
  let sum = 0;
  for (let k = 0; k < 14; k += 1) sum = sum * rest + (inverseFactorials[k] as number);
  bits.setInt32(0, (power + 1023) << 20);
  bits.setInt32(4, 0);
  return sum * bits.getFloat64(0);
}

/** The natural logarithm of a positive normal number. */
export function ln(x: number): number {
  bits.setFloat64(0, x);
  const high = bits.getInt32(0);
  let power = (high >>> 20) - 1023;
  bits.setInt32(0, (high & 0x000f_ffff) | 0x3ff0_0000);
  let part = bits.getFloat64(0);
  if (part > Math.SQRT2) {
    part /= 2;
    power += 1;
  }
  // ln(part) = 2 artanh(s); |s| < 0.172, so that the series has converged after s^21.
  const s = (part - 1) / (part + 1);
  const square = s * s;
  let sum = 0;
  for (let k = 0; k < 11; k += 1) sum = sum * square + (inverseOdds[k] as number);
  return power * LN2_HIGH + (2 * s * sum + power * LN2_LOW);
}

/** A positive number to any power. */
export function power(base: number, exponent: number): number {
  return exp(exponent * ln(base));
}

/** The logarithm of the gamma function at x > 0, by Stirling's series from 8 on. */
export function lnGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 8) {
    product *= shifted;
    shifted += 1;
  }
  const square = 1 / (shifted * shifted);
  const series =
    (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) /
    shifted;
  return (shifted - 0.5) * ln(shifted) - shifted + LN_SQRT_2PI + series - ln(product);
}

/** The part of a standard normal distribution below z; absolute error below 1e-15. */
export function normalBelow(z: number): number {
  if (z > 8) return 1;
  if (z < -8) return 0;
  // Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/15 + …): all terms of one sign, so nothing cancels.
  let term = z;
  let sum = z;
  for (let odd = 3; term * term > 1e-36 * sum * sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * exp(-(z * z) / 2 - LN_SQRT_2PI);
}

/** The z below which a part of 0 < `part` < 1 of a standard normal distribution lies. */
export function normalQuantile(part: number): number {
  let low = -8;
  let high = 8;
  // Halved until two neighbouring numbers are left.
  for (let middle = 0; low < middle && middle < high; middle = (low + high) / 2) {
    if (normalBelow(middle) < part) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
