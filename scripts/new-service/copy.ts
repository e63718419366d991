import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** A copy of the repository in a folder of its own, with what a test may do in it. */
export type Copy = {
  readonly folder: string;
  /** Runs an installed program in the copy, or in a workspace of it; what it says when it fails, and undefined when it is content. */
  readonly complaint: (program: string, options: readonly string[], workspace?: string) => Promise<string | undefined>;
};

/** Copies the repository as it stands, what is not committed included. Installed packages are linked; `@trygt/*` means the copies, and a service that is still to come. */
export const copyOfRepository = async (services: readonly string[]): Promise<Copy> => {
  const folder = await mkdtemp(join(tmpdir(), "trygt-new-service-"));
  const git = (...options: readonly string[]) => execFileSync("git", options, { cwd: root, encoding: "utf8" });
  const files = git("ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0");
  for (const path of files.filter((path) => path !== "" && existsSync(join(root, path)))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path));
  }
  // What looks at all files of the repository asks git for them
  execFileSync("git", ["init", "--quiet"], { cwd: folder });

  const installed = join(folder, "node_modules");
  await mkdir(join(installed, "@trygt"), { recursive: true });
  for (const name of await readdir(join(root, "node_modules")))
    if (name !== "@trygt") await symlink(join(root, "node_modules", name), join(installed, name));
  for (const name of await readdir(join(root, "node_modules/@trygt"))) {
    const workspace = ["packages", "services", "."]
      .map((place) => join(folder, place, name))
      .find((path) => existsSync(path));
    if (workspace !== undefined) await symlink(workspace, join(installed, "@trygt", name));
  }
  for (const name of services) await symlink(join(folder, "services", name), join(installed, "@trygt", name));

  const { VITEST: _, VITEST_POOL_ID: __, VITEST_WORKER_ID: ___, ...env } = process.env;
  return {
    folder,
    complaint: (program, options, workspace = ".") =>
      new Promise((resolve) => {
        const path = program === "node" ? process.execPath : join(installed, ".bin", program);
        execFile(path, options, { cwd: join(folder, workspace), env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
          resolve(error === null ? undefined : `${stdout}\n${stderr}`),
        );
      }),
  };
};
