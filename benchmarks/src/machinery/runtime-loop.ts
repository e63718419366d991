import { Agent, type IncomingMessage, request } from "node:http";

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

const agent = new Agent({ keepAlive: true });
const [host = "", port = ""] = (process.env["AWS_LAMBDA_RUNTIME_API"] ?? "").split(":");
const version = "/2018-06-01/runtime/invocation";

const exchange = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<{ readonly response: IncomingMessage; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request({ host, port, agent, method, path: version + path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ response, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });

// Asked for only after an answer, so that measuring costs nothing before it
const footprint = (require: NodeJS.Require) => ({
  "x-memory": String(process.memoryUsage.rss()),
  "x-modules": String(
    (process as unknown as { moduleLoadList: readonly string[] }).moduleLoadList.length +
      Object.keys(require.cache).length,
  ),
});

/** Lambda's own loop around a handler, as small as it can be: ask for an event, answer it, ask again. */
const loop = async (file: string): Promise<never> => {
  const require = process.getBuiltinModule("node:module").createRequire(file);
  const { handler } = require(file) as { readonly handler: Handler };
  let headers = {};
  for (;;) {
    const { response, text } = await exchange("GET", "/next", headers);
    const awsRequestId = String(response.headers["lambda-runtime-aws-request-id"]);
    const deadline = Date.now() + 10_000;
    const answer = await handler(JSON.parse(text), {
      awsRequestId,
      getRemainingTimeInMillis: () => deadline - Date.now(),
    });
    await exchange("POST", `/${awsRequestId}/response`, {}, JSON.stringify(answer));
    headers = footprint(require);
  }
};

void loop(process.argv[2] ?? "");
