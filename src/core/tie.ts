/**
 * The last word between members who are equally entitled and have waited equally long: a hash, so
 * that neither the order of a list nor the machine decides, and a replay decides alike.
 */

/** FNV-1a over UTF-16 code units, continued from `hash`. */
function mix(hash: number, text: string): number {
  let mixed = hash;
  for (let index = 0; index < text.length; index += 1) {
    mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  }
  return mixed;
}

/**
 * A number from 0 to 2^32 - 1 for a lead and a manager; the smaller one wins the tie.
 *
 * FNV alone leaves the high bits of short texts alike, so they are stirred by the finaliser of
 * MurmurHash3 (Appleby, public domain).
 */
export function tieRank(seed: number, lead: string, manager: string): number {
  let hash = mix(mix(0x811c9dc5 ^ seed, lead) ^ 0x2f, manager);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
