import { chooseAccount } from "./account.ts";
import { withApi } from "./connection.ts";
import { Refusal } from "./refusal.ts";
import type { Terminal } from "./terminal.ts";

export interface ExportOptions {
  readonly account?: string;
  readonly data?: string;
}

/** Prints the active configuration, byte for byte as it was imported. */
export function runExport(options: ExportOptions, terminal: Terminal): Promise<number> {
  return withApi(options, terminal, async (api) => {
    const account = await chooseAccount(api, options.account);
    const { version, text } = await api("getConfiguration", { params: { account } });
    if (version === 0) {
      throw new Refusal("The account has no configuration yet. Import one with `smena import`.");
    }
    terminal.stdout.write(text);
    return 0;
  });
}
