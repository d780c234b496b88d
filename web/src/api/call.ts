import type { Contract } from "#api/contract/all.ts";
import type { Output, Sent } from "#api/contract/endpoint.ts";
import type { ProblemDocument } from "#api/contract/problem.ts";
import { routes } from "./routes.ts";

type Operation = keyof typeof routes;
export type Answer<Name extends Operation> = Output<Contract[Name]>;
export type Request<Name extends Operation> = Partial<Sent<Contract[Name]>>;

/** What the service refused, or `unreachable` where no answer came. `code` is stable and translated. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: string;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  readonly detail: string;
  readonly errors: NonNullable<ProblemDocument["errors"]>;
  constructor(problem: Partial<ProblemDocument>, options?: ErrorOptions) {
    super(problem.title ?? problem.code ?? "no answer", options);
    this.code = problem.code ?? "unreachable";
    this.status = problem.status ?? 0;
    this.detail = problem.detail ?? "";
    this.errors = problem.errors ?? [];
  }
}

/** Calls an operation of the service. Throws `Refusal` for everything but success. */
export async function call<Name extends Operation>(
  name: Name,
  request: Request<Name> & { readonly signal?: AbortSignal } = {},
): Promise<Answer<Name>> {
  const { method, path } = routes[name];
  const hasBody = method === "post" || method === "put";
  const init: RequestInit = { method, credentials: "same-origin" };
  if (request.signal) init.signal = request.signal;
  if (hasBody) {
    init.headers = { "content-type": "application/json" };
    init.body = JSON.stringify(request.body ?? {});
  }
  const response = await reach(address(path, request.params ?? {}, request.query ?? {}), init);
  if (!response.ok) throw await refusalOf(response);
  return (await bodyOf(response)) as Answer<Name>;
}

type Values = Readonly<Record<string, unknown>>;

/** `/api/v1` address of a path with its parameters filled in; absent query values are left out. */
export function address(path: string, params: Values, query: Values): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  const tail = search.toString();
  return `/api/v1${filled}${tail ? `?${tail}` : ""}`;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Refusal({ code: "unreachable" }, { cause });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === "" ? {} : JSON.parse(text);
}

async function refusalOf(response: Response): Promise<Refusal> {
  const isProblem = response.headers.get("content-type")?.includes("json") ?? false;
  const problem = isProblem ? ((await response.json()) as Partial<ProblemDocument>) : {};
  return new Refusal({ code: "unexpected_answer", ...problem, status: response.status });
}
