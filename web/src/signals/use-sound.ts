import { useEffect, useSyncExternalStore } from "react";
import { allowSound, onSoundChange, type SoundState, soundState } from "./sound.ts";

export function useSoundState(): SoundState {
  return useSyncExternalStore(onSoundChange, soundState);
}

/** Lets the page sound from the first press on, wherever that lands. */
export function useSoundOnFirstPress(): void {
  useEffect(() => {
    const once = { once: true } as const;
    const allow = (): void => void allowSound();
    document.addEventListener("pointerdown", allow, once);
    document.addEventListener("keydown", allow, once);
    return () => {
      document.removeEventListener("pointerdown", allow);
      document.removeEventListener("keydown", allow);
    };
  }, []);
}
