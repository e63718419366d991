import { type FunctionSpec, type Platform, startPlatform, startRunner } from "@trygt/assembly-runner";
import { controlSurface } from "./control.ts";
import { openIssuer, signIn } from "./issuer.ts";
import type { Cloud, CloudOptions } from "./options.ts";
import { demoPeople } from "./people.ts";
import { inTrygtsWords } from "./refusal.ts";
import { digitalPost, openLetterBox } from "./stand-ins/digital-post.ts";
import { personRegister } from "./stand-ins/person-register.ts";
import { staffDirectory } from "./stand-ins/staff-directory.ts";
import type { StandIn } from "./stand-ins/stand-in.ts";

/** Story time (ADR 14): the Monday morning on which the demo people's stories begin. */
export const storyTime = "2026-03-02T09:00:00+01:00";

/**
 * Runs one Stage of the synthesized cloud on this machine, with the demo people, the outside parties and the control surface around
 * it. Refuses, in one clear line, whatever would not run as on AWS.
 */
export const startCloud = async (options: CloudOptions): Promise<Cloud> => {
  try {
    const platform = await startPlatform({ ...options, startsAt: storyTime, timeZone: "Europe/Copenhagen" });
    try {
      return await cloudOn(platform, options);
    } catch (error) {
      await platform.stop();
      throw error;
    }
  } catch (error) {
    throw inTrygtsWords(error);
  }
};

const cloudOn = async (platform: Platform, options: CloudOptions): Promise<Cloud> => {
  const { url, plan, storage, clock, timeline } = platform;
  const letterBox = openLetterBox(options.data);
  const standIns: Readonly<Record<string, StandIn>> = {
    PERSON_REGISTER_URL: personRegister(),
    STAFF_DIRECTORY_URL: staffDirectory(options.people ?? demoPeople),
    DIGITAL_POST_URL: digitalPost(letterBox, clock.text, ({ letterId }) =>
      timeline.add("letter", "Digital Post", letterId),
    ),
    ...options.standIns,
  };
  const authorizer = plan.api.routes.find((route) => route.authorizer !== undefined)?.authorizer;
  const issuer = await openIssuer(storage, authorizer?.issuer ?? `${url}/oidc`, authorizer?.audiences[0] ?? "trygt");
  const signEverybodyIn = () => signIn(issuer, options.people ?? demoPeople, clock.now());
  let people = await signEverybodyIn();
  const runner = await startRunner(platform, {
    ...options,
    tokenKeys: issuer.keys,
    environmentOf: (spec) => ({ ...standInUrls(spec, standIns, url), ...options.env }),
    onClockMoved: async () => {
      people = await signEverybodyIn();
    },
  });
  const cloud: Cloud = {
    ...runner,
    get people() {
      return people;
    },
    letters: letterBox.letters,
  };
  const documents = options.documents ?? {};
  runner.serve(controlSurface(cloud, { issuer, now: clock.now, standIns: Object.values(standIns), documents }));
  return cloud;
};

/** The variables of a function that hold the address of an outside party, pointed at its stand-in; an address on this machine stays. */
const standInUrls = (
  spec: FunctionSpec,
  standIns: Readonly<Record<string, StandIn>>,
  url: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(standIns)
      .filter(([name]) => isElsewhere(spec.environment[name]))
      .map(([name, { slug }]) => [name, `${url}/_stand-ins/${slug}`]),
  );

const isElsewhere = (address: string | undefined): boolean =>
  address !== undefined && !address.startsWith("http://127.0.0.1:");
