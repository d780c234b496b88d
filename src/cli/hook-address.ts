import type { FlowPorts } from "#flow/ports.ts";

/** Where the service can be reached: by everybody, and by programs on this machine. */
export interface Addresses {
  readonly publicUrl: string | null;
  readonly local: () => string;
}

/**
 * The address at which an account's CRM reports events. A CRM on this machine needs no public one;
 * any other is not given an address that means itself.
 */
export function hookAddressOf({ publicUrl, local }: Addresses): FlowPorts["hookAddress"] {
  return ({ id, hookSecret, crmAddress }) => {
    const path = `/hooks/amo/${encodeURIComponent(id)}/${hookSecret}`;
    if (isLocal(crmAddress ?? "")) return `${publicUrl ?? local()}${path}`;
    return publicUrl === null || isLocal(publicUrl) ? null : publicUrl + path;
  };
}

function isLocal(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? "";
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost|.+\.localhost)$/.test(host);
}
