/** amoCRM's ways of saying no, word for word. */

export interface ValidationError {
  readonly code: "NotSupportedChoice" | "InvalidType" | "FieldMissing" | "InvalidValue";
  /** Place in the item, such as `custom_fields_values.0.field_id`. */
  readonly path: string;
  readonly detail: string;
}

export type ProblemStatus =
  | 400
  | 401
  | 402
  | 403
  | 404
  | 405
  | 413
  | 422
  | 429
  | 500
  | 502
  | 503
  | 504;

const titles: Readonly<Record<ProblemStatus, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Payload Too Large",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** Thrown by a route, rendered as problem+json. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: ProblemStatus;
  readonly body: object;

  constructor(status: ProblemStatus, detail: string, extra: object = {}) {
    super(detail);
    this.status = status;
    const type = `https://httpstatus.es/${status}`;
    this.body = { ...extra, title: titles[status], type, status, detail };
  }
}

export function unauthorized(): ApiProblem {
  return new ApiProblem(401, "Неверный логин или пароль");
}

export function tooManyRequests(): ApiProblem {
  const problem = new ApiProblem(
    429,
    "You have sent too many requests in a given amount of time. Please try again later.",
  );
  Object.assign(problem.body, { retry_after: retryAfterSeconds });
  return problem;
}

export const retryAfterSeconds = 1;

export function emptyRequest(): ApiProblem {
  return new ApiProblem(400, "Request data can not be empty");
}

export function forbidden(): ApiProblem {
  return new ApiProblem(403, "Доступ запрещен");
}

/** The whole batch is refused; each faulty item is named by its `request_id`. */
export function validationProblem(
  faults: readonly { readonly requestId: string; readonly errors: readonly ValidationError[] }[],
): ApiProblem {
  return new ApiProblem(400, "Request validation failed", {
    "validation-errors": faults.map(({ requestId, errors }) => ({ request_id: requestId, errors })),
  });
}

export function unsupported(path: string): ValidationError {
  const detail = "The value you selected is not a valid choice.";
  return { code: "NotSupportedChoice", path, detail };
}

/** What nginx answers when an address or an account is blocked: no JSON at all. */
export const blockedPage = `<html>
<head><title>403 Forbidden</title></head>
<body>
<center><h1>403 Forbidden</h1></center>
<hr><center>nginx</center>
</body>
</html>
`;
