import type { FormValue } from "#sandbox/webhooks/form-encoding.ts";

type Tree = { [key: string]: string | Tree };

/** PHP's reading of a form body, so that tests look at webhooks as a receiver does. */
export function decodeForm(body: string): { readonly [key: string]: FormValue } {
  const root: Tree = {};
  for (const [path, value] of decodePairs(body)) {
    const steps = [
      path.split("[")[0] ?? "",
      ...[...path.matchAll(/\[([^\]]*)\]/g)].map(([, step]) => step ?? ""),
    ];
    const last = steps.pop() ?? "";
    let tree = root;
    for (const step of steps) {
      const below = tree[step];
      const next: Tree = typeof below === "object" ? below : {};
      tree[step] = next;
      tree = next;
    }
    tree[last] = value;
  }
  return root;
}

/** The pairs in their order, brackets and all. */
export function decodePairs(body: string): readonly (readonly [string, string])[] {
  return body.split("&").map((pair) => {
    const [path = "", value = ""] = pair.split("=").map(decodePart);
    return [path, value] as const;
  });
}

function decodePart(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
