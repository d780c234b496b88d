/** Where to go after signing in: `next` comes from the address bar, so only a path of this service. */
export function ownPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}
