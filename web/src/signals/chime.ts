/** A tone: when it begins in seconds from now, its pitch in hertz, its length in seconds. */
export interface Tone {
  readonly at: number;
  readonly pitch: number;
  readonly length: number;
}

/** An offer asks twice for an answer; everything else only says that it is there. */
export const melodies = {
  offer: [
    { at: 0, pitch: 659, length: 0.16 },
    { at: 0.18, pitch: 880, length: 0.28 },
    { at: 0.7, pitch: 659, length: 0.16 },
    { at: 0.88, pitch: 880, length: 0.28 },
  ],
  notice: [{ at: 0, pitch: 587, length: 0.24 }],
} as const satisfies Record<string, readonly Tone[]>;

export type Melody = keyof typeof melodies;

const loudness = 0.2;
const attackSeconds = 0.02;

/** Plays a melody on an audio context that may sound. */
export function play(context: AudioContext, melody: Melody): void {
  for (const { at, pitch, length } of melodies[melody]) {
    const begin = context.currentTime + at;
    const end = begin + length;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    // A tone that is cut off clicks: it swells and fades.
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(loudness, begin + attackSeconds);
    volume.gain.linearRampToValueAtTime(0, end);
    tone.connect(volume).connect(context.destination);
    tone.start(begin);
    tone.stop(end);
  }
}
