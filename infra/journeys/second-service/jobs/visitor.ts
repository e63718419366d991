const { AWS_ENDPOINT_URL_LAMBDA = "", DESK_FUNCTION_NAME = "" } = process.env;

/** Somebody who comes to the desk without a service in between: passes a message on as it is, and what the desk says back. */
export const handler = async ({ body }: { readonly body: string }) => {
  const path = `/2015-03-31/functions/${encodeURIComponent(DESK_FUNCTION_NAME)}/invocations`;
  const answer = await fetch(`${AWS_ENDPOINT_URL_LAMBDA}${path}`, { method: "POST", body });
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: await answer.text() };
};
