import { QueryCache, QueryClient } from "@tanstack/react-query";
import { Refusal } from "#web/api/call.ts";
import { sessionQuery } from "#web/api/queries.ts";

/**
 * Repeats what may heal by itself. Forgets the session as soon as the service does, and tells
 * `onSignedOut`.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof Refusal && error.status === 401) {
          client.setQueryData(sessionQuery.queryKey, null);
          onSignedOut();
        }
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && mayHeal(error),
        staleTime: 10_000,
      },
    },
  });
  return client;
}

function mayHeal(error: unknown): boolean {
  return !(error instanceof Refusal) || error.status === 0 || error.status >= 500;
}
