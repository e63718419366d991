import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sender } from "./call.ts";
import { bodyOf } from "./stand-ins.ts";

/** A TLS front for an endpoint, as every AWS endpoint has one. */
export type Tls = {
  readonly endpoint: string;
  /** The certificate that clients must trust, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string;
  readonly stop: () => void;
};

/** Starts the front with a certificate made for this run. Throws when there is no `openssl` to make one. */
export const startTls = async (endpoint: string): Promise<Tls> => {
  const folder = mkdtempSync(join(tmpdir(), "trygt-bench-"));
  const certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  makeCertificate(certificate, key);
  const send = sender(endpoint);
  const options = { cert: readFileSync(certificate), key: readFileSync(key) };
  const server = createServer(options, async (request, response) => {
    const { status, body } = await send(String(request.headers["x-amz-target"]), await bodyOf(request));
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0", "content-length": body.length });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  };
  return { endpoint: `https://localhost:${port}`, certificate, stop };
};

const makeCertificate = (certificate: string, key: string): void => {
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  try {
    const files = ["-keyout", key, "-out", certificate];
    execFileSync("openssl", ["req", "-x509", "-nodes", "-days", "2", ...curve, ...subject, ...files], {
      stdio: "ignore",
    });
  } catch {
    throw new Error("No certificate for the TLS endpoint: this benchmark needs the program openssl on the path");
  }
};
