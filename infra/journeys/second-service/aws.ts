/** Sends one operation to an AWS endpoint in the form of its JSON protocols. Throws when it is refused. */
export const callAws = async (endpoint: string, target: string, input: unknown): Promise<unknown> => {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": target },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${target} was answered ${response.status}`);
  return response.json();
};
