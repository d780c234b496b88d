import { useEffect, useState } from "react";

/** The present moment by this device's clock, moving on every ten seconds if not told otherwise. */
export function useDeviceNow(tickMs = 10_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [tickMs]);
  return now;
}

/**
 * The present moment by the service's clock: `serverNow` from its answer, and the time gone by since
 * that answer came. A device with a wrong clock still draws the hairline where the service is.
 */
export function useServiceNow(serverNow: number, receivedAt: number, tickMs?: number): number {
  const now = useDeviceNow(tickMs);
  return serverNow + Math.max(0, now - receivedAt);
}
