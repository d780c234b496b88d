import { type Melody, play } from "./chime.ts";

const storageKey = "smena.sound";
let context: AudioContext | null = null;
const listeners = new Set<() => void>();

/** `blocked`: wanted, but the browser lets a page sound only after it was pressed somewhere. */
export type SoundState = "on" | "off" | "blocked";

export function soundState(): SoundState {
  if (localStorage.getItem(storageKey) === "off") return "off";
  return context?.state === "running" ? "on" : "blocked";
}

/** Keeps the choice on this device. Turned on by a press, it may sound from now on. */
export function wantSound(wanted: boolean): void {
  localStorage.setItem(storageKey, wanted ? "on" : "off");
  if (wanted) void allowSound();
  else tell();
}

/** Sounds if it is wanted and the browser allows it; says whether it has. */
export function sound(melody: Melody): boolean {
  if (!context || soundState() !== "on") return false;
  play(context, melody);
  return true;
}

/** To be called while a press is being handled: from then on the page may sound. */
export async function allowSound(): Promise<void> {
  context ??= new AudioContext();
  await context.resume();
  tell();
}

/** For `useSyncExternalStore`. */
export function onSoundChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
