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
import { followLanguage } from "#web/text/i18n.ts";
import type { Session } from "./account-context.ts";
import { AccountShell } from "./account-shell.tsx";
import { BrokenScreen, MissingScreen } from "./fallback-screens.tsx";
import { firstScreen } from "./first-screen.ts";
import { heldSearch } from "./held-search.ts";
import { historySearch } from "./history-search.ts";
import { periodOf, textOf } from "./search-values.ts";

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
    throw redirect({ to: firstScreen(session, account), params: { account: account.id } });
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

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invite/$code",
  component: lazyRouteComponent(
    () => import("#web/features/sign-in/invitation-screen.tsx"),
    "InvitationScreen",
  ),
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
  beforeLoad: async ({ context, location, params }) => {
    const session = await sessionOrSignIn(context.client, location.href);
    // His own page and his own settings are all that a manager is shown.
    if (session.user.role === "manager" && !/\/(me|notifications)$/.test(location.pathname)) {
      throw redirect({ to: "/a/$account/me", params });
    }
    return { session };
  },
  component: AccountShell,
});

const accountIndexRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/",
  beforeLoad: ({ context, params }) => {
    const { session } = context;
    const account = session.accounts.find(({ id }) => id === params.account);
    throw redirect({ to: firstScreen(session, account), params });
  },
});

const todayRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "today",
  component: lazyRouteComponent(
    () => import("#web/features/today/today-screen.tsx"),
    "TodayScreen",
  ),
});

const meRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "me",
  validateSearch: (search): { manager?: string } => textOf(search, "manager"),
  component: lazyRouteComponent(
    () => import("#web/features/my-page/my-page-screen.tsx"),
    "MyPageScreen",
  ),
});

const heldRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "held",
  validateSearch: heldSearch,
  component: lazyRouteComponent(() => import("#web/features/moves/held-screen.tsx"), "HeldScreen"),
});

const teamRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "team",
  component: lazyRouteComponent(() => import("#web/features/team/team-screen.tsx"), "TeamScreen"),
});

const notificationsRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "notifications",
  component: lazyRouteComponent(
    () => import("#web/features/notifications/notifications-screen.tsx"),
    "NotificationsScreen",
  ),
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

const conversionRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "conversion",
  validateSearch: (search): { rule?: string; period?: "hour" | "day" | number } => ({
    ...textOf(search, "rule"),
    ...periodOf(search),
  }),
  component: lazyRouteComponent(
    () => import("#web/features/conversion/conversion-screen.tsx"),
    "ConversionScreen",
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
  invitationRoute,
  startRoute,
  accountRoute.addChildren([
    accountIndexRoute,
    todayRoute,
    meRoute,
    heldRoute,
    teamRoute,
    notificationsRoute,
    historyRoute.addChildren([whyRoute]),
    rulesRoute,
    conversionRoute,
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
