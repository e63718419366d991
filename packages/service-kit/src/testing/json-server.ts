import { createServer } from "node:http";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { afterAll } from "vitest";

/** Another system over HTTP, for the tests of one file: what it answers from now on, and what it was asked. */
export const jsonServer = async () => {
  const asked: { readonly url: URL; readonly accept: string | undefined }[] = [];
  const now: { answer: { status: number; body: unknown } } = { answer: { status: 200, body: {} } };
  const server = createServer(({ url = "", headers }, response) => {
    asked.push({ url: new URL(url, "http://127.0.0.1"), accept: headers.accept });
    response.writeHead(now.answer.status).end(JSON.stringify(now.answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server listens nowhere");
  return { url: `http://127.0.0.1:${address.port}`, asked, now };
};
