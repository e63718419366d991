type Sent = { readonly headers: Readonly<Record<string, string>> };

/** The parts of a body that is there already. */
const bytes = (answer: unknown) => [Buffer.from(JSON.stringify(answer))];
const committed = bytes({});
const mac = bytes({ KeyId: "bench", MacAlgorithm: "HMAC_SHA_256", Mac: Buffer.alloc(32, 7).toString("base64") });

/** Stands where the SDK's request handler stands: answers every signed request at once, as AWS would in the best case. */
export class NodeHttpHandler {
  static create(): NodeHttpHandler {
    return new NodeHttpHandler();
  }

  async handle({ headers }: Sent) {
    const body = headers["x-amz-target"] === "TrentService.GenerateMac" ? mac : committed;
    return { response: { statusCode: 200, headers: { "content-type": "application/x-amz-json-1.0" }, body } };
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs() {
    return {};
  }
}
