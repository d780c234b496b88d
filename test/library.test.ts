import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("the README's library example runs in a project that has smena installed from a checkout", async () => {
  const readme = await readFile("README.md", "utf8");
  const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const [, rules = ""] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  const project = await mkdtemp(join(tmpdir(), "smena-library-"));
  try {
    // What `npm install PATH_TO_CHECKOUT` makes of a folder: a link.
    await writeFile(join(project, "package.json"), '{"type":"module"}');
    await mkdir(join(project, "node_modules"));
    await symlink(process.cwd(), join(project, "node_modules", "smena"));
    await symlink(join(process.cwd(), "node_modules/yaml"), join(project, "node_modules", "yaml"));
    await writeFile(join(project, "rules.yaml"), rules);
    await writeFile(join(project, "example.ts"), example.replaceAll("Date.now()", "1772420400000"));
    const { stdout } = await run(process.execPath, ["example.ts"], { cwd: project });
    expect(stdout).toContain("kind: 'assigned'");
    expect(stdout).toContain("rule: 'Звонки'");
  } finally {
    await rm(project, { recursive: true, force: true });
  }
});
