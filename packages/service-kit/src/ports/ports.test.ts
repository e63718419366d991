import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Cpr } from "@trygt/contracts";
import { afterAll, describe, expect, it } from "vitest";
import { postJson } from "./json-call.ts";
import { personRegister } from "./person-register.ts";
import { isTransient } from "./transient.ts";

const malik = {
  cpr: "7204104311",
  name: "Malik Testesen",
  birthDate: "2010-04-12",
  status: "alive",
  municipality: "101",
  protectedAddress: false,
  custodyHolders: [{ cpr: "6802014222", name: "Samira Testesen", protectedAddress: true }],
};

const asked: { readonly url: string | undefined; readonly method: string | undefined; readonly body: string }[] = [];
const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const answeredOn = new WeakSet<object>();
const answers: Record<string, (response: ServerResponse, body: string) => unknown> = {
  "/echo": (response, body) => json(response, 200, JSON.parse(body)),
  "/text": (response) => response.writeHead(200).end("not JSON"),
  "/empty": (response) => response.writeHead(204).end(),
  "/refused": (response) => json(response, 422, { reason: "no" }),
  "/failed": (response) => json(response, 500, { trace: "Malik" }),
  "/cut": (response) => {
    response.writeHead(200, { "content-length": "100" }).write("{");
    setTimeout(() => response.destroy(), 10);
  },
  "/silent": () => undefined,
  "/stuck": (response) => response.writeHead(200, { "content-length": "100" }).write("{"),
  "/trickling": (response) => {
    response.writeHead(200);
    const trickle = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(trickle));
  },
  "/reset": (response) => response.destroy(),
  "/one-each": (response) => {
    const { socket } = response;
    if (socket === null || answeredOn.has(socket)) return response.destroy();
    answeredOn.add(socket);
    return json(response, 200, {});
  },
  "/register/lookup": (response, body) => {
    const { cpr } = JSON.parse(body) as { readonly cpr: string };
    return cpr === malik.cpr ? json(response, 200, malik) : json(response, 404, {});
  },
  "/strange/lookup": (response) => json(response, 200, { ...malik, status: "unheard of" }),
  "/closed/lookup": (response) => json(response, 403, {}),
};

const server: Server = createServer((request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString();
    asked.push({ url: request.url, method: request.method, body });
    answers[request.url ?? ""]?.(response, body);
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const url = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("another system", () => {
  it("gets JSON and gives status and JSON", async () => {
    const content = { words: "Ærø 🚲" };
    expect(await postJson(`${url}/echo`, content)).toEqual({ status: 200, body: content });
    expect(asked.at(-1)).toMatchObject({ method: "POST", body: JSON.stringify(content) });
  });

  it("may answer without JSON, and with a refusal", async () => {
    expect(await postJson(`${url}/text`, {})).toEqual({ status: 200, body: undefined });
    expect(await postJson(`${url}/empty`, {})).toEqual({ status: 204, body: undefined });
    expect(await postJson(`${url}/refused`, {})).toEqual({ status: 422, body: { reason: "no" } });
  });

  it("that fails, breaks off or cannot be reached is an error that may pass, and quotes nothing", async () => {
    await expect(postJson(`${url}/failed`, {})).rejects.toMatchObject({
      code: "EREMOTE",
      message: "Another system failed",
    });
    await expect(postJson(`${url}/cut`, {})).rejects.toMatchObject({ code: "ECONNRESET" });
    await expect(postJson("http://127.0.0.1:1/", {})).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("is given up when it is silent for too long, before and within its answer", async () => {
    await expect(postJson(`${url}/silent`, {}, { silentMs: 50, overallMs: 5000 })).rejects.toMatchObject({
      code: "ETIMEDOUT",
    });
    await expect(postJson(`${url}/stuck`, {}, { silentMs: 50, overallMs: 5000 })).rejects.toThrow();
  });

  it("is given up when its whole answer takes too long, however busy it seems", async () => {
    const given = postJson(`${url}/trickling`, {}, { silentMs: 5000, overallMs: 150 });
    await expect(given).rejects.toSatisfy(isTransient);
  });

  it("is asked once more on a new connection when it had closed the one that was kept", async () => {
    const before = asked.length;
    expect(await postJson(`${url}/one-each`, { words: 1 })).toMatchObject({ status: 200 });
    expect(await postJson(`${url}/one-each`, { words: 2 })).toMatchObject({ status: 200 });
    expect(asked.slice(before).map(({ body }) => body)).toEqual(['{"words":1}', '{"words":2}', '{"words":2}']);
  });

  it("that breaks off every time is not asked for ever", async () => {
    await expect(postJson(`${url}/reset`, {})).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(asked.filter((one) => one.url === "/reset").length).toBeLessThanOrEqual(2);
  });
});

describe("the person register", () => {
  const register = personRegister(`${url}/register`);

  it("tells of a person, whose number travels in the body and not in the address", async () => {
    const { custodyHolders, ...child } = malik;
    expect(await register(Cpr.parse("720410-4311"))).toEqual({ ...child, custodyHolders });
    expect(asked.at(-1)).toEqual({ url: "/register/lookup", method: "POST", body: '{"cpr":"7204104311"}' });
  });

  it("does not know every number", async () => {
    expect(await register(Cpr.parse("720410-4312"))).toBeUndefined();
  });

  it("is not believed when it answers something else, and not taken for silent when it refuses", async () => {
    await expect(personRegister(`${url}/strange`)(Cpr.parse("720410-4311"))).rejects.toThrow();
    await expect(personRegister(`${url}/closed`)(Cpr.parse("720410-4311"))).rejects.toThrow("403");
  });
});
