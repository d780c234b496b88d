#!/usr/bin/env node
import { runProgram } from "#cli/program.ts";

const { stdin, stdout, stderr, env: environment } = process;

// A reader that has seen enough (`smena … | head`) is no error.
stdout.on("error", () => process.exit());
process.on("uncaughtException", (error) => {
  stderr.write(`Something broke that should not have: ${error.message}\n`);
  if (environment["LOG_LEVEL"] === "debug") stderr.write(`${error.stack}\n`);
  process.exit(1);
});

process.exitCode = await runProgram(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  environment,
  untilAskedToEnd: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    }),
});
