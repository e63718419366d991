import * as z from "zod/mini";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { text } from "../values/text.ts";
import { staff } from "./example-values.ts";

/** Text without persons: no names, numbers, addresses or telephones (H1, Z6). */
export const AreaText = text(3, 500);

/** A second person says that the machine was wrong about a text, and stands for it by name in the log; with the author in the example. */
export const FalseAlarm = (author: string = staff.gerda) =>
  described(
    z.strictObject({
      author: described(
        StaffId,
        "Who wrote the text: anybody but the sender, or it is refused with `self-approval-refused`.",
        author,
      ),
    }),
    "Sent by a second person when a text that names nobody was refused with `personal-data-in-free-text`: they answer for it, and the log keeps both (H1, Z6). Left out otherwise.",
  );
