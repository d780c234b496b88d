import type { Reporter, TestModule } from "vitest/node";

/** Says nothing while all is well: for checks whose silence means success. */
export default class FailuresOnly implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message: string }[]): void {
    const told = unhandled.map(({ message }) => message);
    for (const module of modules) {
      told.push(...module.errors().map(({ message }) => `${module.moduleId}: ${message}`));
      for (const test of module.children.allTests("failed")) {
        const errors = test.result().errors ?? [];
        told.push(`${test.fullName}\n${errors.map(({ message }) => message).join("\n")}`);
      }
    }
    for (const line of told) process.stderr.write(`${line}\n`);
  }
}
