import "@fontsource-variable/golos-text/wght.css";
import "./app/mantine.css";
import "./app/look.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "#web/app/query-client.ts";
import { createScreens } from "#web/app/router.tsx";
import { cssVariables, theme } from "#web/app/theme.ts";
import { startTexts } from "#web/text/i18n.ts";

const root = document.querySelector("#root");
if (!root) throw new Error("index.html has no #root");

startTexts();
// Asking the addresses' guards again leads to the sign-in, and from there back to here.
const client = createQueryClient(() => void screens.invalidate());
const screens = createScreens(client);

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <RouterProvider router={screens} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
