const listeners = new Set<() => void>();

/** `missing`: this browser has no notifications, or not at an address without https. */
export type Permission = NotificationPermission | "missing";

export function browserPermission(): Permission {
  return "Notification" in globalThis ? Notification.permission : "missing";
}

/** Asks the person; to be called while a press is being handled. */
export async function askForPermission(): Promise<void> {
  await Notification.requestPermission();
  for (const listener of listeners) listener();
}

export function onPermissionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Shows a notification of the operating system where that is allowed and the page is out of sight:
 * who looks at the page sees it there.
 */
export function notifyOutOfSight(
  title: string,
  more: { readonly body: string; readonly tag: string },
): void {
  if (browserPermission() !== "granted" || document.visibilityState === "visible") return;
  try {
    const shown = new Notification(title, { ...more, icon: "/mark.svg" });
    shown.addEventListener("click", () => {
      globalThis.focus();
      shown.close();
    });
  } catch {
    // Chrome on Android shows notifications of service workers only; the sound is left.
  }
}
