import { expect, test } from "vitest";
import { melodies, play } from "./chime.ts";

interface Played {
  pitch: number;
  from: number;
  to: number;
}

/** As much of an audio context as a melody needs, writing down what would be heard. */
function listening(currentTime: number): { context: AudioContext; heard: Played[] } {
  const heard: Played[] = [];
  const createOscillator = () => {
    const tone = { pitch: 0, from: 0, to: 0 };
    heard.push(tone);
    return {
      frequency: {
        set value(pitch: number) {
          tone.pitch = pitch;
        },
      },
      connect: (next: unknown) => next,
      start: (at: number) => {
        tone.from = at;
      },
      stop: (at: number) => {
        tone.to = at;
      },
    };
  };
  const createGain = () => ({
    gain: { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} },
    connect: (next: unknown) => next,
  });
  const context = { currentTime, destination: {}, createOscillator, createGain };
  return { context: context as unknown as AudioContext, heard };
}

test("an offer rings twice, beginning now", () => {
  const { context, heard } = listening(100);
  play(context, "offer");
  expect(heard.map(({ pitch }) => pitch)).toEqual([659, 880, 659, 880]);
  expect(heard[0]?.from).toBe(100);
});

test.each(["offer", "notice"] as const)(
  "the tones of «%s» do not run into each other",
  (melody) => {
    const { context, heard } = listening(0);
    play(context, melody);
    expect(heard).toHaveLength(melodies[melody].length);
    for (const [index, { from, to }] of heard.entries()) {
      expect(to).toBeGreaterThan(from);
      expect(from).toBeGreaterThanOrEqual(heard[index - 1]?.to ?? 0);
    }
  },
);
