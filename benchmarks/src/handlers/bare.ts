/** The least that a function can do: it answers. */
export const handler = async () => ({ statusCode: 201, body: "{}" });
