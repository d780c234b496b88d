import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { sessionQuery, setupQuery } from "#web/api/queries.ts";
import { SetupScreen } from "#web/features/sign-in/setup-screen.tsx";
import { SignInScreen } from "#web/features/sign-in/sign-in-screen.tsx";
import { TodayScreen } from "#web/features/today/today-screen.tsx";
import { followLanguage } from "#web/text/i18n.ts";
import type { Session } from "./account-context.ts";
import { AccountShell } from "./account-shell.tsx";
import { BrokenScreen, MissingScreen } from "./fallback-screens.tsx";
import { historySearch } from "./history-search.ts";

interface Context {
  readonly client: QueryClient;
}

const rootRoute = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: MissingScreen,
  errorComponent: BrokenScreen,
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ context }) => {
    const session = await sessionOrSignIn(context.client, "/");
    const account = session.accounts[0];
    if (!account) throw redirect({ to: "/start" });
    throw redirect({
      to: account.configured ? "/a/$account/today" : "/a/$account/configuration",
      params: { account: account.id },
    });
  },
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search): { next?: string } => textOf(search, "next"),
  beforeLoad: async ({ context }) => {
    const { needed } = await context.client.ensureQueryData(setupQuery);
    if (needed) throw redirect({ to: "/setup" });
  },
  component: SignInScreen,
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  validateSearch: (search): { code?: string } => textOf(search, "code"),
  beforeLoad: async ({ context }) => {
    const { needed } = await context.client.ensureQueryData(setupQuery);
    if (!needed) throw redirect({ to: "/" });
  },
  component: SetupScreen,
});

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/start",
  beforeLoad: async ({ context }) => ({
    session: await sessionOrSignIn(context.client, "/start"),
  }),
  component: lazyRouteComponent(
    () => import("#web/features/start/start-screen.tsx"),
    "StartScreen",
  ),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/a/$account",
  beforeLoad: async ({ context, location }) => ({
    session: await sessionOrSignIn(context.client, location.href),
  }),
  component: AccountShell,
});

const accountIndexRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/a/$account/today", params });
  },
});

const todayRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "today",
  component: TodayScreen,
});

const historyRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "history",
  validateSearch: historySearch,
  component: lazyRouteComponent(
    () => import("#web/features/history/history-screen.tsx"),
    "HistoryScreen",
  ),
});

const whyRoute = createRoute({
  getParentRoute: () => historyRoute,
  path: "$id",
  component: lazyRouteComponent(() => import("#web/features/history/why-panel.tsx"), "WhyPanel"),
});

const rulesRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "rules",
  component: lazyRouteComponent(
    () => import("#web/features/rules/rules-screen.tsx"),
    "RulesScreen",
  ),
});

const configurationRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "configuration",
  component: lazyRouteComponent(
    () => import("#web/features/configuration/configuration-screen.tsx"),
    "ConfigurationScreen",
  ),
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  signInRoute,
  setupRoute,
  startRoute,
  accountRoute.addChildren([
    accountIndexRoute,
    todayRoute,
    historyRoute.addChildren([whyRoute]),
    rulesRoute,
    configurationRoute,
  ]),
]);

/** All screens by their addresses. */
export function createScreens(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    defaultPreload: "intent",
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const present = Object.entries(search).filter(([, value]) => value !== undefined);
      const text = new URLSearchParams(present.map(([name, value]) => [name, String(value)]));
      return text.size === 0 ? "" : `?${text}`;
    },
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createScreens>;
  }
}

async function sessionOrSignIn(client: QueryClient, next: string): Promise<Session> {
  const session = await client.ensureQueryData(sessionQuery);
  if (!session) throw redirect({ to: "/sign-in", search: next === "/" ? {} : { next } });
  followLanguage(session.user.language);
  return session;
}

function textOf<Name extends string>(
  search: Readonly<Record<string, unknown>>,
  name: Name,
): { [Key in Name]?: string } {
  const text = search[name];
  return typeof text === "string" ? ({ [name]: text } as { [Key in Name]?: string }) : {};
}
