import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
} from "@mantine/core";

const teal: MantineColorsTuple = [
  "#e3efec",
  "#c5e0db",
  "#97c9c1",
  "#63c7bc",
  "#3fa79d",
  "#238379",
  "#0b5f5c",
  "#094f4c",
  "#073f3d",
  "#052f2e",
];

const pressed = {
  "--button-bg": "var(--accent)",
  "--button-hover": "color-mix(in srgb, var(--accent) 88%, var(--ink))",
  "--button-color": "var(--on-accent)",
};

/** Mantine in our measures: three sizes, two weights, flat controls of one row's height. */
export const theme = createTheme({
  fontFamily: "'Golos Text Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', 'Liberation Mono', monospace",
  colors: { teal },
  primaryColor: "teal",
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  black: "#15191b",
  defaultRadius: 4,
  fontSizes: {
    xs: "0.8125rem",
    sm: "0.9375rem",
    md: "0.9375rem",
    lg: "1.375rem",
    xl: "1.375rem",
  },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      vars: (_, { variant = "filled" }) => ({ root: variant === "filled" ? pressed : {} }),
    }),
  },
});

const ours = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-default": "var(--paper-raised)",
  "--mantine-color-default-hover": "var(--paper-sunk)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-dimmed": "var(--ink-soft)",
  "--mantine-color-placeholder": "var(--ink-soft)",
  "--mantine-color-error": "var(--act)",
};

/** Mantine's own colours are ours, by day and by night. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...ours, "--mantine-color-gray-4": "var(--line-strong)" },
  dark: {
    ...ours,
    "--mantine-color-dark-6": "var(--paper-raised)",
    "--mantine-color-dark-4": "var(--line-strong)",
  },
});
