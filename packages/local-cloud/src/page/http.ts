/// <reference lib="dom" />

/** The JSON that a path of the local cloud answers; throws on any status but a good one. */
export const get = async <Answer>(path: string): Promise<Answer> => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
};

/** Sends JSON to a path of the local cloud and answers its JSON; throws the problem's detail when it is refused. */
export const post = async <Answer>(path: string, body: unknown): Promise<Answer> => {
  const response = await fetch(path, { method: "POST", body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? `${path} answered ${response.status}`);
  return answer;
};

/** The present time of the local cloud, an ISO instant with offset. */
export const getClock = async (): Promise<string> => (await get<{ now: string }>("/_local/clock")).now;
