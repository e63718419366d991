import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { freshFolder, writeAssembly, writeNotesAssembly } from "@trygt/assembly-runner/testing";
import { afterAll, expect, test } from "vitest";

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

const launch = (...args: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "start.ts"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return child;
};

/** Waits for the line that says where the cloud is. */
const origin = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error("no output");
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^Trygt is running at (http:\/\/127\.0\.0\.1:\d+)$/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("the cloud did not start");
};

const ended = async (child: ChildProcess) => {
  let text = "";
  child.stderr?.on("data", (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, "close");
  return { code, text };
};

const enginePid = (data: string) => Number(readFileSync(join(data, "engine.pid"), "utf8"));
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
/** Waits until a process has ended; one that never ends fails by the time that the test has. */
const gone = async (pid: number) => {
  while (isAlive(pid)) await sleep(10);
};

const json = async (url: string, path: string, init?: RequestInit) => (await fetch(`${url}${path}`, init)).json();

test("a kill under load loses no acknowledged write and no event, and leaves no engine behind", async () => {
  const data = freshFolder();
  const args = ["--port", "0", "--data", data, "--assembly", writeNotesAssembly("/nowhere")];
  const first = launch(...args);
  const url = await origin(first);
  const [{ token }] = (await json(url, "/_local/people")) as [{ token: string }];
  const authorization = `Bearer ${token}`;
  const acknowledged: string[] = [];
  let isOver = false;
  const writer = async (name: string) => {
    for (let count = 0; !isOver; count += 1) {
      const id = `${name}-${count}`;
      try {
        const response = await fetch(`${url}/notes/${id}`, { method: "POST", headers: { authorization }, body: "hej" });
        if (response.status === 201) acknowledged.push(id);
      } catch {
        return;
      }
    }
  };
  const writers = ["a", "b", "c", "d"].map(writer);
  while (acknowledged.length < 200) await sleep(5);
  const engine = enginePid(data);
  first.kill("SIGKILL");
  isOver = true;
  const second = launch(...args);
  await Promise.all(writers);
  const again = await origin(second);
  await gone(engine);
  expect(enginePid(data)).not.toBe(engine);

  expect((await fetch(`${again}/_local/settle`, { method: "POST" })).status).toBe(200);
  const events = (await json(again, "/_local/events")) as { detail: { noteId: string } }[];
  const published = new Set(events.map((event) => event.detail.noteId));
  expect(acknowledged.filter((id) => !published.has(id))).toEqual([]);
  const seen = await Promise.all(
    acknowledged.map((id) => fetch(`${again}/effects/${id}`, { headers: { authorization } })),
  );
  expect(seen.filter((response) => response.status !== 200)).toEqual([]);

  const last = enginePid(data);
  second.kill("SIGINT");
  expect(await ended(second)).toMatchObject({ code: 0 });
  await gone(last);
});

test("the cloud ends with the process that started it", async () => {
  const data = freshFolder();
  const command = `"$0" "$1" --port 0 --data "$2" --assembly "$3" & wait`;
  const script = [
    "-c",
    command,
    process.execPath,
    join(import.meta.dirname, "start.ts"),
    data,
    writeNotesAssembly("/nowhere"),
  ];
  const shell = spawn("sh", script, { stdio: ["ignore", "pipe", "ignore"] });
  children.push(shell);
  const url = await origin(shell);
  const engine = enginePid(data);
  shell.kill("SIGKILL");
  await gone(engine);
  await expect(fetch(`${url}/_local/health`)).rejects.toThrow();
});

test("a busy port gets one clear line", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const { code, text } = await ended(
    launch("--port", String(port), "--data", "memory", "--assembly", writeNotesAssembly("/nowhere")),
  );
  server.close();
  expect([code, text]).toEqual([
    1,
    `Trygt cannot start: port ${port} is busy. Stop what uses it, or name another with --port (0 takes a free one).\n`,
  ]);
});

test("a data folder that cannot be used gets one clear line", async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, "file"), "");
  const blocked = await ended(
    launch("--port", "0", "--data", join(folder, "file"), "--assembly", writeNotesAssembly("/nowhere")),
  );
  expect(blocked).toEqual({
    code: 1,
    text: expect.stringMatching(/^Trygt cannot start: the data folder .*file .*--data.*\n$/),
  });
  mkdirSync(join(folder, "garbled"));
  writeFileSync(
    join(folder, "garbled", "cloud.sqlite"),
    "this is no database, and long enough to be told from an empty one",
  );
  chmodSync(join(folder, "garbled"), 0o755);
  const garbled = await ended(
    launch("--port", "0", "--data", join(folder, "garbled"), "--assembly", writeNotesAssembly("/nowhere")),
  );
  expect(garbled).toEqual({
    code: 1,
    text: expect.stringMatching(/^Trygt cannot start: the data folder .*cannot be used.*\n$/),
  });
});

test("a data folder that cannot be made gets one clear line, also where Node would try for ever", async () => {
  const folder = freshFolder();
  symlinkSync(join(folder, "gone"), join(folder, "broken"));
  for (const data of ["/proc/anything", "/proc/anything/deeper", join(folder, "broken", "data")])
    expect(await ended(launch("--port", "0", "--data", data, "--assembly", writeNotesAssembly("/nowhere")))).toEqual({
      code: 1,
      text: expect.stringMatching(
        /^Trygt cannot start: the data folder [^\n]* cannot be made [^\n]*Name another with --data\.\n$/,
      ),
    });
});

test("a data folder is made with the folders above it", async () => {
  const data = join(freshFolder(), "some", "where", "deep");
  const child = launch("--port", "0", "--data", data, "--assembly", writeNotesAssembly("/nowhere"));
  const url = await origin(child);
  expect((await fetch(`${url}/_local/health`)).status).toBe(200);
  expect(enginePid(data)).toBeGreaterThan(1);
  child.kill("SIGINT");
  expect(await ended(child)).toMatchObject({ code: 0 });
});

test("a missing assembly and an unknown kind get one clear line", async () => {
  const missing = await ended(launch("--port", "0", "--data", "memory", "--assembly", freshFolder()));
  expect(missing).toEqual({
    code: 1,
    text: expect.stringMatching(/^Trygt cannot start: .*Run "npm run synth" first\.\n$/),
  });
  const assembly = writeAssembly({ Disk: { Type: "AWS::EC2::Volume" } }, {});
  const unknown = await ended(launch("--port", "0", "--data", "memory", "--assembly", assembly));
  expect(unknown).toEqual({
    code: 1,
    text: expect.stringMatching(/^Trygt cannot start: .*"Disk" of kind AWS::EC2::Volume.*\n$/),
  });
});

test("a missing engine gets one clear line", async () => {
  // A processor that the engine was never built for stands in for an engine that was not installed.
  const otherMachine = 'data:text/javascript,Object.defineProperty(process, "arch", { value: "none" })';
  const child = spawn(
    process.execPath,
    [
      "--import",
      otherMachine,
      join(import.meta.dirname, "start.ts"),
      "--port",
      "0",
      "--data",
      "memory",
      "--assembly",
      writeNotesAssembly("/nowhere"),
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  children.push(child);
  expect(await ended(child)).toEqual({
    code: 1,
    text: expect.stringMatching(
      /^Trygt cannot start: the DynamoDB engine @dynoxide\/\w+-none is not installed, and there is no dynoxide on the PATH\. Run npm ci.*\n$/,
    ),
  });
});

test("options that cannot be read get one clear line", async () => {
  for (const args of [
    ["--prot", "1"],
    ["--port", "many"],
    ["--now", "today", "--port", "0", "--data", "memory", "--assembly", writeNotesAssembly("/nowhere")],
  ]) {
    expect(await ended(launch(...args))).toEqual({
      code: 1,
      text: expect.stringMatching(/^Trygt cannot start: [^\n]*\n$/),
    });
  }
  expect(
    execFileSync(process.execPath, [join(import.meta.dirname, "start.ts"), "--help"], { encoding: "utf8" }),
  ).toContain("--port");
});
