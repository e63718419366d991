import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

let metrics: Metrics | undefined;

/** Counts one thing that operations watch, once more. */
export type Count = (name: string, dimension?: { readonly [name: string]: string }) => void;

/** Counts something that operations watch (EMF, CloudWatch): a name and one code as dimension, no person and no record. */
export const count: Count = (name, dimension) => {
  metrics ??= new Metrics();
  const single = metrics.singleMetric();
  if (dimension !== undefined) single.addDimensions(dimension);
  single.addMetric(name, MetricUnit.Count, 1);
};
