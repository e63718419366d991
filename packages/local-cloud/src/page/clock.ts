/// <reference lib="dom" />
import { find } from "./dom.ts";
import { post } from "./http.ts";
import { dayName } from "./words.ts";

/** Shows the time of the local cloud, an ISO instant with offset. */
export const showClock = (now: string): void => {
  find("clock").textContent = `${dayName(now)} ${now.slice(11, 19)}`;
  find("clock").setAttribute("datetime", now);
};

/** Moves the clock forward by an ISO duration and shows where it stands, or why it could not be moved. */
export const advanceClock = async (duration: string): Promise<void> => {
  const status = find("clock-status");
  status.textContent = "Time passes …";
  try {
    showClock((await post<{ now: string }>("/_local/clock", { advance: duration })).now);
    status.textContent = "All that fell due has been done.";
  } catch (error) {
    status.textContent = (error as Error).message;
  }
};
