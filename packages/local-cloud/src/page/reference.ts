/// <reference lib="dom" />
import type { OpenApi } from "@trygt/contracts/openapi";
import { find, make } from "./dom.ts";
import { type PlacedOperation, showOperation } from "./operation.ts";

const methods = ["get", "post", "put", "patch", "delete"];

// The work begins with a visit; other services follow as the document has them
const firstService = "visits";

type Section = { readonly id: string; readonly title: string; readonly operations: readonly PlacedOperation[] };

const operationsOf = ({ paths }: OpenApi): readonly PlacedOperation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );

/** The operations of a service by what they are about, the second segment of their path: `/visits/cases/{caseId}` "cases". */
const sectionsOf = (service: string, operations: readonly PlacedOperation[]): readonly Section[] => {
  const own = operations.filter(({ operation }) => operation.tags.includes(service));
  const subjects = Map.groupBy(own, ({ path }) => path.split("/")[2] ?? service);
  return [...subjects].map(([subject, about]) => ({
    id: `api-${service}-${subject}`,
    title: subject,
    operations: about,
  }));
};

const jumpList = (service: string, sections: readonly Section[]): HTMLElement =>
  make(
    "li",
    {},
    make("a", { href: `#api-${service}` }, make("strong", {}, service)),
    make("ul", {}, ...sections.map(({ id, title }) => make("li", {}, make("a", { href: `#${id}` }, title)))),
  );

/** Shows the API reference: a jump list to services and sections, then the operations of each. */
export const showReference = (api: OpenApi): void => {
  const operations = operationsOf(api);
  const services = api.tags
    .toSorted((one, other) => Number(other.name === firstService) - Number(one.name === firstService))
    .map((tag) => ({ ...tag, sections: sectionsOf(tag.name, operations) }));
  find("api").replaceChildren(
    make(
      "nav",
      { "aria-label": "Sections of the API reference" },
      make("ul", { class: "contents" }, ...services.map(({ name, sections }) => jumpList(name, sections))),
    ),
    ...services.flatMap(({ name, description, sections }) => [
      make("h3", { id: `api-${name}`, class: "service" }, name),
      make("p", { class: "hint" }, description),
      ...sections.flatMap((section) => [
        make("h4", { id: section.id, class: "subject" }, section.title),
        ...section.operations.map((operation) => showOperation(operation, api)),
      ]),
    ]),
  );
};
